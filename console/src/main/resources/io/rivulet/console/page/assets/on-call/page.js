// Who is told, week by week; taking turns; whether people can be reached; what is not told; which alerting file holds.
import { byId, make } from '../dom.js';
import { get } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty, failed } from '../shell/states.js';
import { timeOf } from '../shell/time.js';
import { calendar } from './calendar.js';
import { dutyLine } from './duty.js';
import { hush } from './hush.js';
import { channels, people, test } from './reach.js';
import { takeTurn, turns } from './turns.js';

const AGAIN_MS = 60000;

const { me } = await startShell({
  page: 'on-call',
  help: {
    about: 'Who is told of alerts and when. On-call staff and administrators choose a shift to take it as a turn; a turn can be given back by whoever asked for it. Gaps are times in which a schedule tells nobody.',
  },
});

const calendars = new Map();
let directory = { people: [], ownAddress: [] };
let zones = new Map();

const part = (id, ask, show) => ask().then((answer) => byId(id).replaceChildren(...[show(answer)].flat()), (refusal) => byId(id).replaceChildren(failed(refusal, load)));

async function load() {
  directory = await get('/api/v1/directory').catch(() => directory);
  await Promise.all([
    part('schedules', () => get('/api/v1/oncall'), showSchedules),
    part('channels', () => get('/api/v1/channels'), (answer) => channels({ ...answer, me, changed: load })),
    part('hush', async () => ({ ...(await get('/api/v1/silences', { limit: 100 })), ...(await get('/api/v1/windows')) }), (answer) => hush({ ...answer, me, changed: load })),
    part('plan', () => get('/api/v1/configuration'), showPlan),
  ]);
  // Turns are shown in their schedule's zone, so after the schedules.
  await part('turns', () => get('/api/v1/overrides', { limit: 100 }), (answer) => turns({ ...answer, zones, people: directory.people, me, changed: load }));
  byId('people').replaceChildren(people(directory.people));
}

function showSchedules({ schedules }) {
  zones = new Map(schedules.map((one) => [one.schedule, one.zone]));
  if (schedules.length === 0) {
    return [empty('No schedule is told of your sites', 'Schedules, people and whom routes tell are written in the alerting file. docs/alerting-configuration.md says how.')];
  }
  return schedules.map((one) => {
    const take = async (shift) => (await takeTurn({ schedule: one.schedule, zone: one.zone, people: directory.people, me, shift })) && load();
    const mayTake = me.may('MANAGE_ON_CALL');
    let known = calendars.get(one.schedule);
    if (!known) {
      known = calendar({ schedule: one.schedule, zone: one.zone, take: mayTake ? take : null });
      calendars.set(one.schedule, known);
    }
    known.load();
    const button = make('button', 'primary', 'Take a turn …');
    button.type = 'button';
    button.addEventListener('click', () => take());
    const title = make('h2', '', one.schedule);
    return make('section', 'panel schedule', make('div', 'schedule-head', make('div', '', title, make('p', 'schedule-zone', `Times of ${one.zone}; UTC stands in each time's hint.`)), make('div', 'schedule-now', make('span', '', 'On call now'), ...dutyLine(one)), mayTake ? button : ''), known.root);
  });
}

function showPlan(plan) {
  const since = make('p', '', `${plan.source}, version `, make('code', '', plan.version.slice(0, 12)), ', holds here since ', timeOf(plan.since), '.');
  const refused = plan.refused.length === 0 ? [] : [make('h3', '', 'A newer file was refused ', timeOf(plan.refusedAt)), make('p', '', 'The version above goes on. Mend these:'), make('ul', 'plan-problems', ...plan.refused.map((one) => make('li', '', `${one.line > 0 ? `Line ${one.line}, ` : ''}${one.path}: ${one.message}`)))];
  const checks = plan.warnings.length === 0 ? [make('p', 'calendar-whole', 'The check finds nothing wrong: everybody who has to be told can be reached.')] : [make('h3', '', 'What the check found'), make('ul', 'plan-problems', ...plan.warnings.map((text) => make('li', '', text)))];
  return [since, ...refused, ...checks];
}

await load();
// Once: what was typed or sent there is not to be lost by asking again.
byId('test').replaceChildren(...test({ directory, me }));
setInterval(load, AGAIN_MS);
