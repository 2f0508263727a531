// Sums and comparisons. Numbers in, numbers and words out.

/** Sums of one column by another, as a map. */
export function sumBy(rows, key, value) {
  const sums = new Map();
  for (const row of rows) {
    sums.set(row[key], (sums.get(row[key]) ?? 0) + row[value]);
  }
  return sums;
}

/** How many for each hour; nothing is known of no hours. */
export const rate = (events, hours) => (hours > 0 ? events / hours : null);

/** A number beside the one before, in words. */
export function between(now, before) {
  if (now === null || before === null || before === 0) {
    return 'nothing to compare with before';
  }
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? 'as before' : `${Math.abs(change)} % ${change > 0 ? 'more' : 'less'} than before`;
}

const STEPS = [['30', 'up to 30 s'], ['60', '1 min'], ['120', '2 min'], ['300', '5 min'], ['600', '10 min'], ['1800', '30 min'], ['3600', '1 h'], ['longer', 'longer'], ['not acknowledged', 'not acknowledged']];

/** Steps of the time to acknowledge in their order; those of nothing are 0. */
export const steps = (counts) => STEPS.map(([id, label], i) => ({ label: i > 0 && i < 7 ? `${STEPS[i - 1][1].replace('up to ', '')} to ${label}` : label, count: counts.get(id) ?? 0 }));
