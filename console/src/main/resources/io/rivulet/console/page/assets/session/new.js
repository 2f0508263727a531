// Opening a session: who, what, on which devices. Everything is shown once more before anything is recorded; what was
// recorded when something fails is not recorded twice when it is sent again.
import { byId, make, say, show } from '../dom.js';
import { amount, measure, unitWord } from '../format.js';
import { get, newId, send } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field, submit } from '../shell/form.js';
import { startShell } from '../shell/shell.js';
import { fill } from '../shell/states.js';
import { proposalWords, readSeries } from './course.js';
import { minutesField } from './fields.js';
import { freeDevices } from './free.js';
import { openSeries } from './newseries.js';
import { ROUTES, routeWord } from './words.js';

const shell = await startShell({ page: 'sessions', help: { about: 'Opens a session at one of your sites: a pseudonym, a plan, a weight, limits and devices. It commands no device.' } });

fill(byId('new'), read, draw, 'Reading sites, limits and devices');

async function read() {
  const [{ sites }, { profiles }, actions, { series }] = await Promise.all([get('/api/v1/sessions/sites'), get('/api/v1/sessions/profiles'), get('/api/v1/sessions/actions'), get('/api/v1/series')]);
  return { sites, profiles, series: series.filter((one) => !one.closed), instruments: actions.instruments, form: actions.session.find((one) => one.verb === 'open') };
}

function draw({ sites, profiles, series: courses, instruments, form }) {
  const asked = courses.find((one) => one.series === new URLSearchParams(location.search).get('series'));
  const hint = (name) => form.fields.find((one) => one.name === name)?.help ?? '';
  const site = sites.length > 0 ? field({ name: 'site', label: 'Site', choices: sites.map((one) => [one, one]), required: true, value: asked?.site }) : field({ name: 'site', label: 'Site', required: true, maxLength: 64 });
  const subject = field({ name: 'subject', label: 'Subject', hint: hint('subject'), required: true, maxLength: 64 });
  const name = field({ name: 'session', label: 'Name of the session', hint: 'may be left empty; 1 to 64 of letters, digits, . _ -', pattern: '[A-Za-z0-9._\\-]{1,64}', maxLength: 64 });
  const series = field({ name: 'series', label: 'Series', hint: 'where it belongs to a course of treatment; it gives subject, drug and dose', choices: [['', 'None: a session of its own']] });
  const number = field({ name: 'number', label: 'Session of the series', type: 'number', min: 1, step: 1, hint: 'goes with a series' });
  const course = make('p', 'fact-note');
  course.setAttribute('aria-live', 'polite');
  const drug = field({ name: 'drug', label: 'Drug', value: 'Ketamine', maxLength: 128 });
  const route = field({ name: 'route', label: 'Route', choices: Object.keys(ROUTES).map((one) => [one, routeWord(one)]) });
  const dosePerKg = field({ name: 'dosePerKg', label: 'Planned dose per kg', type: 'number', min: 0, step: 'any', hint: 'in the unit beside it; may be left empty; a plan sets no pump' });
  const unit = field({ name: 'unit', label: 'Unit', choices: [['mg', 'mg'], ['[IU]', 'IU'], ['meq', 'meq']] });
  const duration = minutesField({ name: 'duration', label: 'Planned duration', hint: 'goes with a planned dose' });
  const weightKg = field({ name: 'weightKg', label: 'Body weight', unit: 'kg', type: 'number', min: 0.1, max: 1000, step: 0.1, hint: 'without it there is no dose per kg' });
  const profile = field({ name: 'profile', label: 'Limits', choices: [['', 'None: readings are not judged'], ...profiles.map((one) => [one.profile, one.profile])], value: profiles[0]?.profile });
  const fields = [site, subject, name, drug, route, dosePerKg, unit, duration, series, number, weightKg, profile];

  const devices = make('div', 'device-choice');
  const chosen = () => [...devices.querySelectorAll('input:checked')].map((one) => one.value);
  const readDevices = () => fill(devices, () => freeDevices(site.value), choices, 'Reading devices');
  const offer = (chosenSeries) => {
    const here = courses.filter((one) => one.site === site.value);
    const options = [['', 'None: a session of its own'], ...here.map((one) => [one.series, `${one.series}: ${one.subject}, ${one.drug} ${one.route}, ${one.held} of ${one.planned} held`])];
    series.input.replaceChildren(...options.map(([value, words]) => Object.assign(make('option', '', words), { value, selected: value === chosenSeries })));
    place();
  };
  async function place() {
    const name = series.value;
    number.input.disabled = !name;
    number.input.required = Boolean(name);
    if (!name) {
      number.input.value = '';
      say(course, '');
      return;
    }
    try {
      const one = await readSeries(name);
      if (series.value === name) {
        subject.input.value = one.subject;
        drug.input.value = one.drug;
        route.input.value = one.route;
        number.input.value = one.next;
        const step = one.steps.find((other) => other.number === one.next);
        say(course, `${step ? `Planned for session ${one.next}: ${amount(step.dosePerKg)} ${unitWord(one.unit)}/kg${step.decided ? ', set by a person' : ''}. Where no dose is given below, this one is planned.` : `All ${one.steps.length} planned sessions have been opened.`} ${proposalWords(one)}`);
      }
    } catch (refusal) {
      say(course, refusal.message);
    }
  }
  series.input.addEventListener('change', place);
  site.input.addEventListener('change', () => {
    readDevices();
    offer('');
  });
  readDevices();
  offer(asked?.series);

  const open = make('button', 'quiet small', 'Open a series …');
  open.type = 'button';
  open.addEventListener('click', async () => {
    const name = await openSeries({ shell, site: site.value, subject: subject.value, drug: drug.value, instruments });
    if (name) {
      courses.push({ ...(await readSeries(name)), held: 0 });
      offer(name);
      series.input.focus();
    }
  });

  const said = make('div', 'failed');
  said.setAttribute('role', 'alert');
  said.hidden = true;
  const button = make('button', 'primary', 'Look at it once more');
  button.type = 'submit';
  const node = make(
    'form',
    'form new-form',
    part('1', 'Who', site.root, subject.root, name.root),
    part('2', 'What is planned', series.root, number.root, course, make('div', '', open), drug.root, route.root, make('div', 'field-row', dosePerKg.root, unit.root, duration.root)),
    part('3', 'Weight, limits, devices', make('div', 'field-row', weightKg.root, profile.root), devices),
    said,
    make('div', 'form-foot', button),
  );
  node.noValidate = true;
  const steps = newSteps();
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(fields, (values) => review(values, chosen(), steps, fields), said, button);
  });
  return node;
}

const part = (number, title, ...content) => {
  const legend = make('legend', '', make('span', 'step-number', number), title);
  return make('fieldset', 'panel', legend, ...content);
};

function choices(devices) {
  const now = shell.now();
  if (devices.length === 0) {
    return make('p', 'fact-note', 'No device of this site has been heard yet. They can be bound later, on the page of the session.');
  }
  const list = make('ul', '');
  for (const one of devices) {
    const box = make('input');
    box.type = 'checkbox';
    box.value = one.device;
    box.disabled = Boolean(one.session);
    list.append(make('li', '', make('label', 'check', box, one.words(now))));
  }
  return [make('p', 'field-label', 'Devices'), list];
}

/** Ids of what is sent, kept while it is the same: a second try adds nothing to what the first one recorded. */
function newSteps() {
  const ids = new Map();
  const done = new Map();
  return {
    async send(path, body) {
      const what = `${path} ${JSON.stringify(body)}`;
      if (done.has(what)) {
        return done.get(what);
      }
      ids.set(what, ids.get(what) ?? { eventId: newId() });
      const kept = ids.get(what);
      try {
        const answer = await send('POST', path, { ...kept, ...body });
        done.set(what, answer);
        return answer;
      } catch (refusal) {
        if (refusal.status === 428 && refusal.problem) {
          kept.confirmation = refusal.problem.confirmation;
          throw Object.assign(new Error(`Is it meant as it is? ${refusal.problem.questions.join('; ')}. If so, press the button once more.`), { fields: new Map() });
        }
        throw refusal;
      }
    },
  };
}

async function review(v, devices, steps) {
  const from = new Date(Math.floor(shell.now() / 1000) * 1000).toISOString();
  const filled = Object.fromEntries(['session', 'drug', 'duration', 'series'].filter((key) => v[key]).map((key) => [key, v[key]]));
  const body = { site: v.site, subject: v.subject, route: v.route, ...filled, ...(v.dosePerKg === undefined ? {} : { dosePerKg: v.dosePerKg, unit: v.unit }), ...(v.number === undefined ? {} : { number: v.number }) };
  const opened = await confirm({
    title: 'Open the session',
    record: [
      `${v.session || 'A session'} of ${v.subject} at ${v.site}${v.series ? `, session ${v.number ?? '–'} of series ${v.series}` : ''}`,
      `${v.drug || 'No drug'} ${routeWord(v.route)}${v.dosePerKg === undefined ? ', without a plan of its own' : `, ${amount(v.dosePerKg)} ${unitWord(v.unit)}/kg planned${v.duration ? ` over ${v.duration.slice(2, -1)} min` : ''}`}`,
      v.weightKg === undefined ? 'No weight yet: no dose per kg' : `Weight ${measure(v.weightKg)} kg`,
      v.profile ? `Limits ${v.profile}` : 'No limits: readings are not judged',
      devices.length === 0 ? 'No device yet' : `Devices, from now on: ${devices.join(', ')}`,
    ],
    by: `${shell.me.label} (${shell.me.name}), through this console`,
    verb: 'Open it',
    send: async () => {
      const answer = await steps.send('/api/v1/sessions', body);
      const path = `/api/v1/sessions/${encodeURIComponent(answer.session)}`;
      if (v.weightKg !== undefined) {
        await steps.send(`${path}/weight`, { from, weightKg: v.weightKg });
      }
      if (v.profile) {
        await steps.send(`${path}/limits`, { from, profile: v.profile });
      }
      for (const device of devices) {
        await steps.send(`${path}/bind`, { device, from });
      }
      return answer;
    },
  });
  if (opened?.session) {
    show(byId('new'), false);
    location.assign(`/sessions/${encodeURIComponent(opened.session)}`);
  }
}
