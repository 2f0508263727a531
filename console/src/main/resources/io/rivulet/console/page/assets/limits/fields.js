// A limits profile as a flat list of what it says: path, words and unit of each value. No markup, no requests.

const SIGNS = { systolic: ['Systolic pressure', 'mmHg'], diastolic: ['Diastolic pressure', 'mmHg'], mean: ['Mean pressure', 'mmHg'], heartRate: ['Heart rate', '/min'], spo2: ['SpO2', '%'], respiratoryRate: ['Respiratory rate', '/min'], etco2: ['EtCO2', 'mmHg'] };
const WORDS = {
  plausible: 'Plausible range',
  limits: 'Limits',
  relative: 'Limits over the baseline',
  baseline: 'Baseline',
  hysteresis: 'Ends only so far inside the limit',
  confirm: 'Confirmation',
  sources: 'Other rules for one source',
  dose: 'Dose',
  pressureOverdueFactor: 'Pressure overdue after so many intervals',
  high: 'high',
  low: 'low',
  warning: 'warning',
  critical: 'critical',
  warningPercent: 'warning',
  criticalPercent: 'critical',
  windowMinutes: 'window before the infusion',
  minReadings: 'readings needed',
  readings: 'readings beyond the limit',
  withinSeconds: 'within',
  seconds: 'for',
  ceilingPerKg: 'ceiling per kg',
  ratePerKgPerHour: 'ceiling per kg and hour',
  planTolerance: 'share over the plan that is tolerated',
  weightTolerance: 'share of weight that may differ',
  flapHoldSeconds: 'may be away and still be the same',
  0: 'lowest',
  1: 'highest',
};
const UNITS = { warningPercent: '%', criticalPercent: '%', windowMinutes: 'min', withinSeconds: 's', seconds: 's', flapHoldSeconds: 's', ceilingPerKg: 'mg/kg', ratePerKgPerHour: 'mg/kg/h' };

/** Every value of a profile: { path, value }, in the order of the file. The profile's own name is left out. */
export function flatten(node, path = []) {
  if (node !== null && typeof node === 'object') {
    return Object.entries(node).flatMap(([key, value]) => (path.length === 0 && key === 'id' ? [] : flatten(value, [...path, Array.isArray(node) ? Number(key) : key])));
  }
  return [{ path: path.join('.'), value: node }];
}

/** What a path says in words, such as "Limits: Systolic pressure, high, warning". */
export function wordsOf(path) {
  const parts = path.split('.');
  const said = parts.map((part) => SIGNS[part]?.[0] ?? WORDS[part] ?? part);
  return said.length === 1 ? said[0] : `${said[0]}: ${said.slice(1).join(', ')}`;
}

/** The unit of the value at a path; empty where it has none. */
export function unitOf(path) {
  const parts = path.split('.');
  const own = [...parts].reverse().find((part) => UNITS[part]);
  if (own) {
    return UNITS[own];
  }
  return SIGNS[parts.find((part) => SIGNS[part])]?.[1] ?? (path === 'hysteresis' ? 'mmHg' : '');
}

/** Two profiles side by side: { path, before, after, change } with change one of same, changed, added, removed. */
export function difference(before, after) {
  const [one, other] = [new Map(flatten(before).map((x) => [x.path, x.value])), new Map(flatten(after).map((x) => [x.path, x.value]))];
  return [...new Set([...one.keys(), ...other.keys()])].map((path) => {
    const change = !one.has(path) ? 'added' : !other.has(path) ? 'removed' : one.get(path) === other.get(path) ? 'same' : 'changed';
    return { path, before: one.get(path), after: other.get(path), change };
  });
}

/** A copy of a profile with another value at a path; one that is not there yet is made. */
export function withValue(profile, path, value) {
  const copy = structuredClone(profile);
  const parts = path.split('.');
  const last = parts.pop();
  let at = copy;
  for (const part of parts) {
    at[part] ??= {};
    at = at[part];
  }
  at[last] = value;
  return copy;
}
