// One dialog for each thing that can be recorded: its fields after the desk's form, what will be kept, and the command's body.
import { amount, measure, phaseWord, priorityWord, unitWord } from '../format.js';
import { get } from '../shell/api.js';
import { field } from '../shell/form.js';
import { timeText } from '../shell/time.js';
import { freeDevices } from './free.js';
import { choice, codesOf, marked, minutesField, reasonField, when, whenWords } from './fields.js';
import { differences } from './limits.js';
import { asOf, boundAt, latest, mainDrug, ofDrug, planAt, standingBindings, standingWeights } from './lookup.js';
import { kindOf, MOAA_S, PHASES, ROUTES, routeWord, scoreWords } from './words.js';

const of = (form, name) => form.fields.find((one) => one.name === name) ?? {};
const help = (form, name) => of(form, name).help ?? '';
const UNITS = [['mg', 'mg'], ['[IU]', 'IU'], ['meq', 'meq']];

/** A number with the range that the desk takes. */
function number(form, name, spec) {
  const taken = of(form, name);
  return marked(field({ name, type: 'number', step: 'any', min: taken.lowest, max: taken.highest, unit: taken.unit, ...spec }), ...(spec.marks ?? []));
}

const drugField = (course) => marked(field({ name: 'drug', label: 'Drug', hint: 'as the pump names it', required: true, maxLength: 128, value: mainDrug(course) ?? '' }), 'drug');
const given = (values, ...names) => Object.fromEntries(names.filter((name) => values[name] !== undefined && values[name] !== '').map((name) => [name, values[name]]));

function observe({ shown, form, observations, site, now }) {
  const at = when({ site, now });
  const kind = choice('kind', 'What', observations.map((one) => [one.kind, `${kindOf(one.kind).title}${kindOf(one.kind).about ? `, ${kindOf(one.kind).about}` : ''}`]), { marks: observations.map((one) => one.kind.toLowerCase()) });
  const score = number(form, 'score', { label: 'Score', step: 1, hint: ' ', marks: ['score'] });
  const note = marked(field({ name: 'note', label: 'Note', hint: 'what happened, without names', type: 'textarea', maxLength: 500 }), 'note');
  const scaleOf = (code) => observations.find((one) => one.kind === code) ?? {};
  const hint = score.root.querySelector('.field-hint');
  const follow = () => {
    const scale = scaleOf(kind.value);
    const scored = scale.highest !== undefined;
    score.root.hidden = !scored;
    score.input.disabled = !scored;
    score.input.required = scored;
    note.input.required = !scored;
    score.input.min = scale.lowest ?? '';
    score.input.max = scale.highest ?? '';
    const about = kindOf(kind.value);
    hint.textContent = !scored ? '' : kind.value === 'MOAA_S' ? Object.entries(MOAA_S).reverse().map(([value, word]) => `${value} ${word}`).join('; ') : `${scale.lowest} ${about.low} to ${scale.highest} ${about.high}`;
  };
  kind.input.addEventListener('input', follow);
  follow();
  return {
    title: 'Chart an observation',
    verb: 'Record the observation',
    done: 'The observation is recorded.',
    fields: [kind, score, note, at],
    describe: (v) => [`${v.score === undefined || scaleOf(v.kind).highest === undefined ? kindOf(v.kind).title : scoreWords(v.kind, v.score, scaleOf(v.kind))}${v.note ? `: ${v.note}` : ''}`, `Of ${shown.course.subject}, seen ${whenWords(v.at, site)}`],
    body: (v) => ({ at: v.at, kind: v.kind, ...(scaleOf(v.kind).highest === undefined ? {} : given(v, 'score')), ...given(v, 'note') }),
  };
}

function dose({ shown, form, site, now }) {
  const { course } = shown;
  const at = when({ site, now, hint: 'when it was given' });
  const routes = ['IM', 'IN', 'PO', 'SL', 'SC', 'IV'].map((route) => [route, routeWord(route)]);
  const fields = [drugField(course), choice('route', 'Route', routes, { required: true, marks: ['route'] }), number(form, 'amount', { label: 'Amount', hint: 'of the drug, not of the solution', required: true, min: 0, marks: ['amount', 'dose'] }), choice('unit', 'Unit', UNITS, { marks: ['unit'] }), at];
  return {
    title: 'Chart a dose that no pump gave',
    verb: 'Record the dose',
    done: 'The dose is charted.',
    fields,
    describe: (v) => {
      const kg = asOf(course.weights, Date.parse(v.at || course.at))?.weightKg;
      const per = kg && v.amount ? `, ${amount(v.amount / kg)} ${unitWord(v.unit)}/kg at ${amount(kg)} kg` : '';
      return [`${v.drug || 'Drug'} ${v.amount === undefined ? '–' : measure(v.amount)} ${unitWord(v.unit)} ${ROUTES[v.route]} (${v.route})${per}`, `Given ${whenWords(v.at, site)}; it counts from then on and re-states totals and prediction`];
    },
    body: (v) => ({ at: v.at, drug: v.drug, route: v.route, amount: v.amount, unit: v.unit }),
  };
}

function weight({ shown, form, site, now }) {
  const { course, record } = shown;
  const standing = standingWeights(record);
  const words = standing.map((event) => [event.eventId, `It was wrong: ${measure(event.body.weightKg)} kg since ${timeText(event.from, { site })}`]);
  const corrects = choice('corrects', 'What is it', [['', 'A new weight from a time on'], ...words], { marks: ['corrects'] });
  const kg = number(form, 'weightKg', { label: 'Body weight', required: true, step: 0.1, marks: ['weight'] });
  const from = when({ name: 'from', label: 'Holds from', hint: 'the first weight also holds before; a correction holds from where the wrong one did', site, now });
  const states = ofDrug(course.doses, mainDrug(course));
  const last = states.at(-1);
  return {
    title: 'Record or correct the weight',
    verb: 'Record the weight',
    done: 'The weight is recorded; the dose per kg follows within seconds.',
    fields: [corrects, kg, from],
    describe: (v) => {
      const wrong = standing.find((event) => event.eventId === v.corrects);
      const lines = [`Weight ${v.weightKg === undefined ? '–' : measure(v.weightKg)} kg${wrong ? ` in place of ${measure(wrong.body.weightKg)} kg, which was wrong all along` : ''}`];
      const old = wrong?.body.weightKg ?? asOf(course.weights, Date.parse(course.at))?.weightKg;
      const unit = unitWord(last?.unit ?? 'mg');
      if (wrong && v.weightKg && old && last?.deliveredPerKg !== undefined) {
        lines.push(`Delivered so far: ${amount(last.deliveredPerKg)} becomes about ${amount((last.deliveredPerKg * old) / v.weightKg)} ${unit}/kg`);
        lines.push('The whole session is stated again, with its alerts');
      } else if (!wrong) {
        lines.push(`Holds for what is delivered from ${whenWords(v.from, site)} on; what was delivered before stays as it is`);
      }
      return lines;
    },
    body: (v) => {
      const wrong = standing.find((event) => event.eventId === v.corrects);
      return { from: wrong?.from ?? v.from, weightKg: v.weightKg, ...given(v, 'corrects') };
    },
  };
}

function phase({ shown, site, now }) {
  const { course } = shown;
  const current = latest(course.phases, Date.parse(course.at))?.phase;
  const next = PHASES[PHASES.indexOf(current) + 1] ?? PHASES.at(-1);
  const entered = choice('phase', 'Phase', PHASES.map((name) => [name, `${phaseWord(name)}${name === current ? ', now' : ''}`]), { value: next, required: true, marks: ['phase'] });
  const reason = marked(field({ name: 'reason', label: 'Reason', hint: 'needed to go back to an earlier phase; without names', maxLength: 500 }), 'reason');
  const follow = () => {
    const back = PHASES.indexOf(entered.value) < PHASES.indexOf(current);
    reason.root.hidden = !back;
    reason.input.required = back;
  };
  entered.input.addEventListener('input', follow);
  follow();
  return {
    title: 'Enter a phase',
    verb: 'Record the phase',
    done: 'The phase is recorded.',
    fields: [entered, reason, when({ site, now })],
    describe: (v) => [`${phaseWord(v.phase)}${current ? ` after ${phaseWord(current).toLowerCase()}` : ''}`, `From ${whenWords(v.at, site)} on`],
    body: (v) => ({ at: v.at, phase: v.phase, ...given(v, 'reason') }),
  };
}

async function bind({ shown, form, site, now, session }) {
  const devices = await freeDevices(site);
  const mine = new Set(boundAt(shown.course, now()).map((one) => one.device));
  const choices = devices.filter((one) => !mine.has(one.device)).map((one) => [one.device, one.words(now(), session)]);
  const device = choices.length > 0 ? choice('device', 'Device', choices, { required: true, marks: ['device'] }) : marked(field({ name: 'device', label: 'Device', hint: 'none of this site has been heard yet; type its name', required: true, maxLength: 64 }), 'device');
  return {
    title: 'Bind a device',
    verb: 'Bind it',
    done: 'The device is bound; its samples count from that time on.',
    fields: [device, when({ name: 'from', label: 'Serves from', hint: help(form, 'from'), site, now }), until({ site })],
    describe: (v) => [`${v.device || 'The device'} serves session ${session}`, `From ${whenWords(v.from, site)} until ${v.to ? whenWords(v.to, site) : 'it is unbound or the session ends'}; its samples in that time count`],
    body: (v) => ({ device: v.device, from: v.from, ...given(v, 'to') }),
  };
}

const until = (spec) => when({ name: 'to', label: 'Serves until', hint: 'left empty while it lasts', open: true, ...spec });

function rebind({ shown, site, now, given: chosen, session }) {
  const bindings = standingBindings(shown.record);
  const words = (one) => `${one.body.device}, ${timeText(one.from, { site })} to ${one.to ? timeText(one.to, { site }) : 'now'}`;
  const binding = choice('binding', 'Which', bindings.map((one) => [one.eventId, words(one)]), { value: chosen.binding, required: true, marks: ['binding', 'device'] });
  const from = when({ name: 'from', label: 'Served from', hint: 'samples from then on count here', site, now });
  const to = until({ site });
  const chosenOne = () => bindings.find((one) => one.eventId === binding.value);
  const follow = () => {
    const one = chosenOne();
    from.set(one ? Date.parse(one.from) : undefined);
    to.set(one?.to ? Date.parse(one.to) : undefined);
  };
  binding.input.addEventListener('change', follow);
  follow();
  return {
    title: 'Correct when a device served',
    verb: 'Correct it',
    done: 'The times are corrected; what the device sent is counted anew.',
    fields: [binding, from, to],
    describe: (v) => {
      const one = chosenOne();
      return one
        ? [`${one.body.device} served session ${session} from ${whenWords(v.from, site)} until ${v.to ? whenWords(v.to, site) : 'it is unbound or the session ends'}`, `In place of ${words(one)}`, 'Samples in that time count here and nowhere else; doses, pressures and alerts are stated again.']
        : ['No device is or was bound: bind one first.'];
    },
    body: (v) => ({ binding: v.binding, from: v.from, ...given(v, 'to') }),
  };
}

function unbind({ shown, site, now, given: chosen }) {
  const bound = boundAt(shown.course, now());
  return {
    title: 'Unbind a device',
    verb: 'Unbind it',
    done: 'The device is unbound.',
    fields: [choice('device', 'Device', bound.map((one) => [one.device, one.device]), { value: chosen.device, required: true, marks: ['device'] }), when({ label: 'Serves until', site, now })],
    describe: (v) => [`${v.device || 'No device'} no longer serves this session`, `From ${whenWords(v.at, site)} on; what it sends after counts nowhere until it is bound again`],
    body: (v) => ({ device: v.device, at: v.at }),
  };
}

async function limits({ shown, site, now }) {
  const { profiles } = await get('/api/v1/sessions/profiles');
  const current = asOf(shown.course.limits, Date.parse(shown.course.at));
  const content = (name) => {
    const versions = profiles.find((one) => one.profile === name)?.versions ?? [];
    return asOf(versions, now());
  };
  const choices = profiles.map((one) => [one.profile, `${one.profile}, version ${content(one.profile)?.version ?? '–'}${one.profile === current?.profile ? ', now' : ''}`]);
  return {
    title: 'Change the limits of this session',
    verb: 'Set these limits',
    done: 'The limits are set; readings from then on are judged by them.',
    fields: [choice('profile', 'Profile', choices, { required: true, value: profiles.find((one) => one.profile !== current?.profile)?.profile, marks: ['profile'] }), when({ name: 'from', label: 'Holds from', hint: 'readings from then on are judged by it', site, now })],
    describe: (v) => [`Limits profile ${v.profile || '–'}${current ? ` in place of ${current.profile} v${current.version}` : ''}`, ...differences(content(current?.profile)?.content, content(v.profile)?.content), `From ${whenWords(v.from, site)} on; alerts since then are stated again`],
    body: (v) => ({ from: v.from, profile: v.profile }),
  };
}

function plan({ shown, form, site, now }) {
  const { course } = shown;
  const current = planAt(course, mainDrug(course), now());
  return {
    title: 'Plan the dose anew',
    verb: 'Record the plan',
    done: 'The plan is recorded.',
    fields: [drugField(course), number(form, 'dosePerKg', { label: 'Planned dose per kg', hint: 'in the unit below', required: true, min: 0, value: current?.dosePerKg, marks: ['dose', 'planned'] }), choice('unit', 'Unit', UNITS, { value: current?.unit }), minutesField({ name: 'duration', label: 'Planned duration', hint: 'may be left empty', value: current?.durationSeconds ? current.durationSeconds / 60 : '' }), when({ name: 'from', label: 'Holds from', hint: help(form, 'from'), site, now })],
    describe: (v) => [`${v.drug}: ${v.dosePerKg === undefined ? '–' : amount(v.dosePerKg)} ${unitWord(v.unit)}/kg${v.duration ? ` over ${v.duration.slice(2, -1)} min` : ''}${current ? `, in place of ${amount(current.dosePerKg)} ${unitWord(current.unit)}/kg` : ''}`, `From ${whenWords(v.from, site)} on. It plans; it sets no pump.`],
    body: (v) => ({ from: v.from, drug: v.drug, dosePerKg: v.dosePerKg, unit: v.unit, ...given(v, 'duration') }),
  };
}

function screen({ site, now }) {
  const codes = (name, label) => marked(field({ name, label, hint: 'codes of your site, separated by commas, such as FASTED; may be left empty', maxLength: 500 }), 'flag', 'flags');
  const flags = (v) => Object.fromEntries([...codesOf(v.passed).map((code) => [code, true]), ...codesOf(v.failed).map((code) => [code, false])]);
  return {
    title: 'Record the screening',
    verb: 'Record it',
    done: 'The screening is recorded.',
    fields: [choice('eligible', 'May the session go on', [['true', 'Yes'], ['false', 'No']], { required: true }), codes('passed', 'Conditions passed'), codes('failed', 'Conditions not passed'), when({ site, now })],
    describe: (v) => {
      const failed = codesOf(v.failed);
      return [
        v.eligible === 'true' ? 'Screened: the session may go on' : 'Screened: the session may not go on; an infusion after it is asked back about',
        ...(Object.keys(flags(v)).length > 0 ? [`Passed: ${codesOf(v.passed).join(', ') || 'none'}; not passed: ${failed.join(', ') || 'none'}`] : []),
        `At ${whenWords(v.at, site)}`,
      ];
    },
    body: (v) => ({ at: v.at, eligible: v.eligible === 'true', ...(Object.keys(flags(v)).length > 0 ? { flags: flags(v) } : {}) }),
  };
}

function order({ form, site, now }) {
  return {
    title: 'Order how often pressure is taken',
    verb: 'Record the order',
    done: 'The order is recorded.',
    fields: [minutesField({ name: 'interval', label: 'Time between readings', required: true, value: 10 }), when({ name: 'from', label: 'Holds from', hint: help(form, 'from'), site, now })],
    describe: (v) => [`Pressure every ${v.interval ? v.interval.slice(2, -1) : '–'} min`, `From ${whenWords(v.from, site)} on; a longer wait raises an alert while infusing`],
    body: (v) => ({ from: v.from, interval: v.interval }),
  };
}

function concentration({ shown, form, site, now }) {
  return {
    title: 'Record the concentration',
    verb: 'Record it',
    done: 'The concentration is recorded.',
    fields: [drugField(shown.course), number(form, 'concentration', { label: 'One mL holds', required: true, min: 0, marks: ['concentration'] }), choice('unit', 'Unit', [['mg/mL', 'mg/mL'], ['ug/mL', 'ug/mL'], ['[IU]/mL', 'IU/mL'], ['meq/mL', 'meq/mL']]), when({ name: 'from', label: 'Holds from', hint: help(form, 'from'), site, now })],
    describe: (v) => [`${v.drug}: ${v.concentration === undefined ? '–' : amount(v.concentration)} ${unitWord(v.unit)}, where the pump does not say`, `From ${whenWords(v.from, site)} on`],
    body: (v) => ({ from: v.from, drug: v.drug, concentration: v.concentration, unit: v.unit }),
  };
}

function withdraw({ given: chosen }) {
  return {
    title: 'Take back what was recorded',
    verb: 'Take it back',
    danger: true,
    done: 'It is taken back.',
    fields: [reasonField()],
    describe: (v) => [`${priorityWord(chosen.what)} counts no longer`, `Because: ${v.reason || '–'}`, 'Both stay in the record; what follows from it is stated again.'],
    body: (v) => ({ event: chosen.event, reason: v.reason }),
  };
}

function close({ shown, site, now, session }) {
  const bound = boundAt(shown.course, now()).map((one) => one.device);
  return {
    title: 'End the session',
    verb: 'End the session',
    danger: true,
    done: 'The session is over.',
    fields: [when({ label: 'Ended', site, now })],
    describe: (v) => [`Session ${session} of ${shown.course.subject} ends ${whenWords(v.at, site)}`, bound.length > 0 ? `Its devices are free again: ${bound.join(', ')}` : 'No device is bound', 'What happened before can be corrected for a while after; nothing stops a pump.'],
    body: (v) => ({ at: v.at }),
  };
}

export const dialogs = { observe, dose, weight, phase, bind, unbind, rebind, limits, plan, screen, order, concentration, withdraw, close };
