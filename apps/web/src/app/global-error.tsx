'use client';

const LINES = [
  ['en', 'This page couldn’t load.', 'Reload'],
  ['fr', 'Cette page n’a pas pu se charger.', 'Recharger'],
  ['ar', 'تعذّر تحميل هذه الصفحة.', 'إعادة التحميل'],
] as const;

/**
 * The last resort, when even the root layout failed: the reader's language is then not known, so it speaks all three.
 * The build puts it in the place of Next's own as well, which every page would bring along.
 */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main
          role="alert"
          className="grid min-h-dvh content-center justify-items-center gap-6 bg-canvas p-8 text-center"
        >
          {LINES.map(([lang, text, reload]) => (
            <p key={lang} lang={lang} dir="auto" className="text-soft">
              {text}{' '}
              <button
                type="button"
                onClick={() => window.location.reload()}
                className="font-name text-accent-text underline"
              >
                {reload}
              </button>
            </p>
          ))}
        </main>
      </body>
    </html>
  );
}
