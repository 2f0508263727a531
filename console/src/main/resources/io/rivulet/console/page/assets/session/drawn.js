// What charts draw of a course: pure, lists in and points out. A null is a gap and is drawn as one.
import { unitWord, vitalWord } from '../format.js';
import { doubtPerKg, latest, mainDrug, ofDrug, planAt } from './lookup.js';
import { kindOf, routeWord, scoreWords } from './words.js';

const QUIET_MS = 5 * 60000;
const ms = (text) => Date.parse(text);

/** Points with a gap wherever nothing was heard for long, or where the course says that there is one. */
function broken(points, gaps, quiet = QUIET_MS) {
  const out = [];
  let before = null;
  for (const point of points) {
    if (before !== null && (point[0] - before > quiet || gaps.some((gap) => gap.from < point[0] && gap.to > before))) {
      out.push([(before + point[0]) / 2, null]);
    }
    out.push(point);
    before = point[0];
  }
  return out;
}

const silences = (course) =>
  (course.gaps ?? []).filter((gap) => gap.kind === 'silent' && gap.to).map((gap) => ({ from: ms(gap.from), to: ms(gap.to) }));

export function doseSeries(course) {
  const drug = mainDrug(course);
  const states = ofDrug(course.doses, drug);
  const unit = unitWord(states.at(-1)?.unit ?? planAt(course, drug, ms(course.at))?.unit ?? 'mg');
  const delivered = states.filter((one) => one.deliveredPerKg !== undefined).map((one) => [ms(one.at), one.deliveredPerKg]);
  const planned = states.filter((one) => one.plannedSoFarPerKg !== undefined).map((one) => [ms(one.at), one.plannedSoFarPerKg]);
  const doubt = states
    .filter((one) => one.deliveredPerKg !== undefined)
    .map((one) => [one, doubtPerKg(course, one)])
    .map(([one, doubt_]) => (doubt_ > 0 ? [ms(one.at), one.deliveredPerKg, one.deliveredPerKg + doubt_] : [ms(one.at), null]));
  const charted = ofDrug(course.charted, drug).map((one) => {
    const then = latest(states, ms(one.at))?.deliveredPerKg ?? 0;
    return [ms(one.at), then, `${one.amount} ${unitWord(one.unit ?? 'mg')} ${routeWord(one.route)}, charted${one.by ? ` by ${one.by}` : ''}`];
  });
  const plan = drug ? planAt(course, drug, ms(course.at)) : undefined;
  const series = [{ name: 'Delivered', data: delivered, color: 'series-1' }];
  if (planned.length > 0) {
    series.push({ name: 'Planned course', data: planned, dashed: true, color: 'series-6', symbols: false });
  }
  if (doubt.some((point) => point[1] !== null)) {
    series.push({ name: 'May have moved unseen', band: true, doubt: true, data: doubt, color: 'warning' });
  }
  if (charted.length > 0) {
    series.push({ name: 'Charted dose', marks: true, data: charted, color: 'series-4' });
  }
  const spans = (course.gaps ?? [])
    .filter((gap) => gap.to)
    .map((gap) => ({ name: { silent: 'no data', reset: 'counter fell', estimated: 'estimated' }[gap.kind] ?? gap.kind, from: ms(gap.from), to: ms(gap.to) }));
  return { unit: `${unit}/kg`, series, spans, limits: plan ? [{ name: 'planned', value: plan.dosePerKg }] : [] };
}

export function rateSeries(course) {
  const drug = mainDrug(course);
  const states = ofDrug(course.doses, drug).filter((one) => one.ratePerKgPerHour !== undefined);
  const milligrams = (states.at(-1)?.unit ?? 'mg') === 'mg';
  const data = broken(states.map((one) => [ms(one.at), milligrams ? (one.ratePerKgPerHour * 1000) / 60 : one.ratePerKgPerHour]), silences(course));
  return { unit: milligrams ? 'ug/kg/min' : `${unitWord(states.at(-1)?.unit ?? '')}/kg/h`, series: [{ name: 'Rate', data, step: true, color: 'series-1' }] };
}

export function predictionSeries(course) {
  const states = ofDrug(course.doses, mainDrug(course)).filter((one) => one.predictions?.length > 0);
  const value = (one, name) => one.predictions[0][name];
  const plasma = states.filter((one) => value(one, 'plasmaNgPerMl') !== undefined).map((one) => [ms(one.at), value(one, 'plasmaNgPerMl')]);
  const effect = states.filter((one) => value(one, 'effectSiteNgPerMl') !== undefined).map((one) => [ms(one.at), value(one, 'effectSiteNgPerMl')]);
  const spread = states
    .map((one) => [ms(one.at), one.predictions.map((each) => each.plasmaNgPerMl).filter((each) => each !== undefined)])
    .filter(([, all]) => all.length > 1)
    .map(([at, all]) => [at, Math.min(...all), Math.max(...all)]);
  const series = [
    { name: 'Plasma, predicted', data: plasma, color: 'series-3', symbols: false },
    { name: 'Effect site, predicted', data: effect, dashed: true, color: 'series-4', symbols: false },
  ];
  if (spread.length > 0) {
    series.unshift({ name: 'Spread of the models', band: true, data: spread, color: 'series-3' });
  }
  const models = [...new Set(states.flatMap((one) => one.predictions.map((each) => each.model)))];
  return { unit: 'ng/mL', series, models };
}

/** Limits of a sign as they held: a step wherever a version or an assignment changed them. */
function limitSteps(course, component, name, begin, end) {
  const points = [];
  for (const version of (course.limits ?? []).filter((one) => !one.to || ms(one.to) > begin)) {
    const sign = (version.signs ?? []).find((one) => one.component === component && one[name] !== undefined);
    if (sign) {
      points.push([version.from ? Math.max(ms(version.from), begin) : begin, sign[name]], [version.to ? ms(version.to) : end, sign[name]]);
    }
    points.push([(version.to ? ms(version.to) : end) + 1, null]);
  }
  return points;
}

const SIDES = [['warningHigh', 'high, warning'], ['criticalHigh', 'high, critical'], ['warningLow', 'low, warning'], ['criticalLow', 'low, critical']];

function limitSeries(course, components, begin, end) {
  const series = [];
  for (const component of components) {
    for (const [name, words] of SIDES) {
      const data = limitSteps(course, component, name, begin, end);
      if (data.some((point) => point[1] !== null)) {
        series.push({ name: `${vitalWord(component)} limit, ${words}`, data, step: true, dashed: true, symbols: false, color: name.startsWith('critical') ? 'critical-line' : 'warning-line' });
      }
    }
  }
  return series;
}

function excursionSpans(course, test, end) {
  return (course.excursions ?? [])
    .filter((one) => !one.withdrawn && test(one))
    .map((one) => ({ name: `${vitalWord(one.component)} ${one.direction}${one.severity === 'critical' ? ', critical' : ''}`, from: ms(one.start), to: one.end ? ms(one.end) : end, fill: one.severity === 'critical' ? 'critical-bg' : 'warning-bg' }));
}

/** Twelve lines would hide the pressure: the limits of systolic, and of whatever else was beyond its own. */
function judged(course) {
  const beyond = new Set((course.excursions ?? []).filter((one) => !one.withdrawn).map((one) => one.component));
  return ['systolic', 'diastolic', 'mean'].filter((component) => component === 'systolic' || beyond.has(component));
}

export function pressureSeries(course, begin, end) {
  const sources = new Map();
  for (const sample of course.vitals ?? []) {
    for (const reading of sample.pressures ?? []) {
      if (!sources.has(reading.source)) {
        sources.set(reading.source, { systolic: [], diastolic: [], mean: [] });
      }
      const lists = sources.get(reading.source);
      for (const component of ['systolic', 'diastolic', 'mean']) {
        if (reading[component] !== undefined) {
          lists[component].push([ms(sample.at), reading[component]]);
        }
      }
    }
  }
  const colors = { systolic: 'series-2', mean: 'series-6', diastolic: 'series-1' };
  const series = [...sources].flatMap(([source, lists]) =>
    ['systolic', 'mean', 'diastolic']
      .filter((component) => lists[component].length > 0)
      .map((component) => ({ name: `${vitalWord(component)}, ${source}`, data: source === 'ART' ? broken(lists[component], silences(course)) : lists[component], color: colors[component], dashed: source === 'ART' ? false : undefined })),
  );
  return { unit: 'mmHg', series: [...series, ...limitSeries(course, judged(course), begin, end)], spans: excursionSpans(course, (one) => ['NIBP', 'ART'].includes(one.source), end) };
}

/** One chart of vital signs: signs are [name of the field, component]. */
export function vitalSeries(course, signs, unit, begin, end) {
  const gaps = silences(course);
  const series = signs
    .map(([name, component], i) => ({
      name: vitalWord(component),
      data: broken((course.vitals ?? []).filter((one) => one[name] !== undefined).map((one) => [ms(one.at), one[name]]), gaps),
      color: ['series-4', 'series-5'][i],
      symbols: false,
    }))
    .filter((one) => one.data.length > 0);
  if (series.length === 0) {
    return null;
  }
  const components = signs.map(([, component]) => component);
  return { unit, series: [...series, ...limitSeries(course, components, begin, end)], spans: excursionSpans(course, (one) => components.includes(one.component), end) };
}

const SCALES = { CADSS: 92, MOAA_S: 5, NAUSEA: 10, DIZZINESS: 10 };
const COLORS = { CADSS: 'series-3', MOAA_S: 'series-1', NAUSEA: 'series-5', DIZZINESS: 'series-2' };

/** Scores as a share of their scale, so that different ones stand side by side; events and charted doses along the floor. */
export function observationSeries(course) {
  const series = Object.keys(SCALES)
    .map((kind) => ({
      name: kindOf(kind).title,
      marks: true,
      color: COLORS[kind],
      data: (course.observations ?? [])
        .filter((one) => one.kind === kind && one.score !== undefined)
        .map((one) => [ms(one.at), Math.round((one.score / SCALES[kind]) * 100), `${scoreWords(kind, one.score, { highest: SCALES[kind] })}${one.note ? `, ${one.note}` : ''}`]),
    }))
    .filter((one) => one.data.length > 0);
  const events = (course.observations ?? []).filter((one) => one.score === undefined).map((one) => [ms(one.at), 0, one.note ?? kindOf(one.kind).title]);
  if (events.length > 0) {
    series.push({ name: 'Event', marks: true, data: events, color: 'series-6' });
  }
  const doses = (course.charted ?? []).map((one) => [ms(one.at), 0, `${one.drug} ${one.amount} ${unitWord(one.unit ?? 'mg')} ${routeWord(one.route)}`]);
  if (doses.length > 0) {
    series.push({ name: 'Charted dose', marks: true, data: doses, color: 'series-4' });
  }
  return series;
}
