/** Two soft notes, made here: a file of sound would have to be loaded first. Frequency in hertz, start in seconds. */
const NOTES = [
  { frequency: 660, at: 0 },
  { frequency: 880, at: 0.12 },
] as const;
const LENGTH = 0.35;
const LOUDNESS = 0.12;

let context: AudioContext | null = null;

/** Nothing where the browser does not let a page sound that nobody has touched yet. */
export function playChime(): void {
  if (!('AudioContext' in window) || navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  for (const { frequency, at } of NOTES) playNote(context, frequency, context.currentTime + at);
}

function playNote(audio: AudioContext, frequency: number, start: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + LENGTH);
}
