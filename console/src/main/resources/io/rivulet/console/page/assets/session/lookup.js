// What holds at a time, of lists that a course has through time.

/** When a version begins; one without a time held from the beginning. */
const beginning = (one, name) => (one[name] ? Date.parse(one[name]) : -Infinity);

/** The last of a list that began by then, or else the first: the first version holds before its start, too. */
export function asOf(list, time, begin = 'from') {
  if (!list?.length) {
    return undefined;
  }
  const sorted = [...list].sort((a, b) => beginning(a, begin) - beginning(b, begin) || 0);
  return sorted.filter((one) => beginning(one, begin) <= time).at(-1) ?? sorted[0];
}

/** The last that is there by then; nothing before. */
export const latest = (list, time, begin = 'at') => {
  const found = asOf(list, time, begin);
  return found && beginning(found, begin) <= time ? found : undefined;
};

/** What may have moved unseen by a statement of dose, per kg; 0 where nothing did. */
export function doubtPerKg(course, one) {
  const kg = asOf(course.weights, Date.parse(one?.at ?? course.at))?.weightKg;
  return one?.uncertainAmount && kg ? one.uncertainAmount / kg : 0;
}

const same = (a, b) => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/** The drug that the session is about; of a recording of many the one with the latest statement. */
export function mainDrug(course) {
  return course.drug ?? course.doses?.at(-1)?.drug;
}

export const ofDrug = (list, drug) => (list ?? []).filter((one) => same(one.drug, drug));

/** The plan in force for the drug. */
export const planAt = (course, drug, time) => asOf(ofDrug(course.plans, drug), time);

/** Devices bound at a time. */
export function boundAt(course, time) {
  return (course.bindings ?? []).filter((one) => Date.parse(one.from) <= time && (!one.to || Date.parse(one.to) > time));
}

/** Weights that stand, as recorded: those not corrected nor taken back. */
export function standingWeights(record) {
  const weights = (record?.events ?? []).filter((event) => event.kind === 'weight' && !event.withdrawn);
  const corrected = new Set(weights.map((event) => event.replaces).filter(Boolean));
  return weights.filter((event) => !corrected.has(event.eventId));
}

/** Bindings that stand, as recorded: neither replaced nor taken back; the latest first. */
export function standingBindings(record) {
  const bindings = (record?.events ?? []).filter((event) => event.kind === 'device');
  const replaced = new Set(bindings.map((event) => event.replaces).filter(Boolean));
  return bindings
    .filter((event) => !event.withdrawn && !replaced.has(event.eventId) && event.from && event.from !== event.to)
    .sort((a, b) => Date.parse(b.from) - Date.parse(a.from));
}

/** When the session began, for axes: its first sample or event. */
export function beginOf(course) {
  const times = [course.started, course.opened, course.phases?.[0]?.at, course.pumps?.[0]?.at, course.vitals?.[0]?.at].filter(Boolean).map(Date.parse);
  return times.length === 0 ? Date.parse(course.at) : Math.min(...times);
}
