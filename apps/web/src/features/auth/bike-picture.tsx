/** The listing of the picture on the sign-in page. */
export function BikePicture({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice" aria-hidden="true" className={className}>
      <rect width="400" height="300" fill="#d3ded8" />
      <path d="M0 168 70 120l60 40 70-64 90 70 50-30 60 36v70H0z" fill="#a9bdb3" />
      <rect y="226" width="400" height="74" fill="#ae9d85" />
      <ellipse cx="200" cy="250" rx="150" ry="9" fill="#5b4d3a" opacity=".35" />
      <g fill="none" stroke="#26302e">
        <circle cx="118" cy="196" r="52" strokeWidth="9" />
        <circle cx="284" cy="196" r="52" strokeWidth="9" />
        <g strokeWidth="1.3" opacity=".5">
          <path d="M118 144v104M66 196h104M81 159l74 74M155 159l-74 74M284 144v104M232 196h104M247 159l74 74M321 159l-74 74" />
        </g>
      </g>
      <g fill="none" strokeLinecap="round" strokeLinejoin="round">
        <path d="M118 196 168 126 246 122 194 200zM168 126l26 74M118 196h76" stroke="#c4472f" strokeWidth="9" />
        <path d="M240 104l44 92" stroke="#26302e" strokeWidth="9" />
        <path d="M168 126l-7-20M143 104h38" stroke="#26302e" strokeWidth="7" />
        <path d="M240 104l-6-16 26-6" stroke="#26302e" strokeWidth="7" />
      </g>
      <circle cx="194" cy="200" r="13" fill="#26302e" />
      <circle cx="194" cy="200" r="5" fill="#dfe8e4" />
      <circle cx="118" cy="196" r="7" fill="#26302e" />
      <circle cx="284" cy="196" r="7" fill="#26302e" />
    </svg>
  );
}
