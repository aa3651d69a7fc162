const WORDS = 30_000;
const LATIN = [
  'ba',
  'ka',
  'lo',
  'mi',
  'ne',
  'ra',
  'su',
  'ti',
  'vo',
  'el',
  'an',
  'ou',
  'er',
  'ch',
  'de',
  'on',
  'pri',
  'té',
];
const ARABIC = ['با', 'كو', 'لي', 'مر', 'نس', 'را', 'سو', 'تم', 'ول', 'ال', 'شي', 'دا', 'حم', 'عل', 'قا', 'بي'];
const RARE_FROM = 25_000;

/** Makes texts of 4 to 14 words, a third of them Arabic, whose frequencies fall as in people's languages (Zipf). */
export function writer() {
  const words = [...new Set(Array.from({ length: WORDS * 2 }, (_, i) => wordOf(i)))].slice(0, WORDS);
  const sums = [];
  words.reduce((sum, _, rank) => {
    sums.push(sum + 1 / (rank + 2));
    return sums.at(-1);
  }, 0);
  const write = () => Array.from({ length: 4 + Math.floor(Math.random() * 11) }, () => pick(words, sums)).join(' ');
  return { write, rare: words.slice(RARE_FROM) };
}

function wordOf(index) {
  const syllables = index % 3 === 0 ? ARABIC : LATIN;
  // Frequent words are short.
  const length = 1 + Math.floor(Math.log10(index + 2)) + (index % 2);
  return Array.from({ length }, () => syllables[Math.floor(Math.random() * syllables.length)]).join('');
}

function pick(words, sums) {
  const wanted = Math.random() * sums.at(-1);
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return words[low];
}
