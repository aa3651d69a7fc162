/** Numbers that look random and are the same for a seed (mulberry32), so that a simulation can be run again. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The time to the next of events that come by chance at a mean `rate`. */
export const untilNext = (random, rate) => -Math.log(1 - random()) / rate;

/** How many of 1..`count` are asked for, the first most of all: chance that item n comes is as n^-`skew` (Zipf). */
export function zipf(count, skew) {
  const sums = new Float64Array(count);
  let total = 0;
  for (let n = 0; n < count; n++) {
    total += (n + 1) ** -skew;
    sums[n] = total;
  }
  return (random) => {
    const wanted = random() * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
