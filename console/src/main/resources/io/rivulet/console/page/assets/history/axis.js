// What lies on the axis, and how finely it is asked for. No page and no clock in here: numbers in, numbers out.

const MINUTE_MS = 60000;

/** Widths of buckets in seconds, such as people read them. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** How many points a chart shows at most before they are made fewer. */
export const POINTS = 800;

/** An ISO 8601 duration of whole seconds. */
export function isoDuration(seconds) {
  return `PT${Math.round(seconds)}S`;
}

/** The width of a bucket in words, such as 15 min. */
export function bucketWords(bucket) {
  const seconds = Number(bucket.slice(2, -1));
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** The least width that makes at most so many buckets of a span. */
export function widthFor(spanMs, points = POINTS) {
  const least = spanMs / 1000 / points;
  return WIDTHS.find((width) => width >= least) ?? WIDTHS[WIDTHS.length - 1];
}

/**
 * The form to ask for: { form, bucket } or { form, points }. What is chosen wins; left to itself, a span with no more
 * values than fit is shown as stored, and a longer one in buckets, whose band hides no peak.
 *
 * everyMs: how close values lie at most, a second where nothing is said.
 */
export function formFor(choice, spanMs, points = POINTS, everyMs = 1000) {
  if (choice.form === 'raw') {
    return { form: 'raw' };
  }
  if (choice.form === 'lttb') {
    return { form: 'lttb', points };
  }
  if (choice.form === 'bucketed') {
    return { form: 'bucketed', bucket: isoDuration(choice.width || widthFor(spanMs, points)) };
  }
  return spanMs <= points * everyMs ? { form: 'raw' } : { form: 'bucketed', bucket: isoDuration(widthFor(spanMs, points)) };
}

/** Where an instant lies: minutes since the session's zero, or milliseconds of the clock. */
export function place(instant, zeroMs, mode) {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return mode === 'clock' ? at : (at - zeroMs) / MINUTE_MS;
}

/** The instant at a place: the other way round. */
export function instantAt(x, zeroMs, mode) {
  return mode === 'clock' ? x : zeroMs + x * MINUTE_MS;
}

/** Rows of several devices, each by itself, in order of time. */
export function byDevice(rows, time) {
  const all = new Map();
  for (const row of rows) {
    if (!all.has(row.device)) {
      all.set(row.device, []);
    }
    all.get(row.device).push(row);
  }
  for (const own of all.values()) {
    own.sort((a, b) => Date.parse(a[time]) - Date.parse(b[time]));
  }
  return all;
}

/** Points of values as stored or thinned: [x, y], with [x, null] where no line may be drawn. */
export function linePoints(rows, zeroMs, mode) {
  const points = [];
  for (const row of rows) {
    const x = place(row.time, zeroMs, mode);
    if (row.gap_before !== null && row.gap_before !== undefined && points.length > 0) {
      points.push([(points[points.length - 1][0] + x) / 2, null]);
    }
    points.push([x, row.value]);
  }
  return points;
}

/**
 * Points of buckets: { mean: [x, y], band: [x, least, greatest] }, in the middle of each. Empty ones are a gap where
 * they last longer than values of this measure may lie apart: a cuff that measures every five minutes has none.
 */
export function bucketPoints(rows, widthMs, gapMs, zeroMs, mode) {
  const mean = [];
  const band = [];
  let before = null;
  for (const row of rows.filter((one) => one.count > 0)) {
    const at = Date.parse(row.bucket_time) + widthMs / 2;
    const x = place(at, zeroMs, mode);
    if (before !== null && at - before > Math.max(gapMs, 1.5 * widthMs)) {
      const between = place((before + at) / 2, zeroMs, mode);
      mean.push([between, null]);
      band.push([between, null, null]);
    }
    mean.push([x, row.sum / row.count]);
    band.push([x, row.min, row.max]);
    before = at;
  }
  return { mean, band };
}

/** What all devices together had given of a drug, per kg, at each statement; unknown where one of them is unknown. */
export function dosePoints(rows, zeroMs, mode) {
  const latest = new Map();
  return [...rows]
    .sort((a, b) => Date.parse(a.as_of) - Date.parse(b.as_of) || a.revision - b.revision)
    .map((row) => {
      latest.set(row.device, row.amount_per_kg);
      const parts = [...latest.values()];
      const known = parts.every((part) => part !== null && part !== undefined);
      return [place(row.as_of, zeroMs, mode), known ? parts.reduce((sum, part) => sum + part, 0) : null];
    });
}

/** The first value of these pumps above nothing, as an instant; null where there is none. */
export function firstFlow(rows, pumps, time, value) {
  const first = rows
    .filter((row) => pumps.has(row.device) && row[value] > 0)
    .map((row) => Date.parse(row[time]))
    .sort((a, b) => a - b)[0];
  return first ?? null;
}

/** When the earliest statement of a dose says that something was given; else when the session began. */
export function statedZero(session, doses) {
  const first = doses
    .filter((row) => row.volume > 0)
    .map((row) => Date.parse(row.as_of))
    .sort((a, b) => a - b)[0];
  return first ?? Date.parse(session.started_time ?? session.begun_time);
}

/** From where to where all of it lies. */
export function extent(lists) {
  let from = Infinity;
  let to = -Infinity;
  for (const list of lists) {
    for (const [x] of list) {
      from = Math.min(from, x);
      to = Math.max(to, x);
    }
  }
  return from <= to ? { from, to } : null;
}
