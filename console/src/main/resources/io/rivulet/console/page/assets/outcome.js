// What did not arrive, what alerting asks of people, and by which configuration.
import { act, tell } from './desk.js';
import { byId, make, reconcile, say, show } from './dom.js';
import { categoryWords, count, plural, span } from './format.js';
import { when } from './duty.js';

export function showDeliveries(dead, waiting, changed) {
  const gone = dead?.deliveries ?? [];
  show(byId('dead-empty'), gone.length === 0);
  reconcile(byId('dead'), gone, (one) => one.id, () => delivery(changed));
  const late = (waiting?.deliveries ?? []).filter((one) => one.attempts > 0);
  show(byId('waiting-deliveries-title'), late.length > 0);
  reconcile(byId('waiting-deliveries'), late, (one) => one.id, () => delivery(null));
}

function delivery(changed) {
  let id = null;
  const who = make('b');
  const what = make('p', 'fact-note');
  const again = make('button', 'quiet small', 'Try again');
  again.type = 'button';
  again.addEventListener('click', async () => {
    if (await act(`deliveries/${encodeURIComponent(id)}/replay`, {})) {
      tell('It is tried again.');
      changed();
    }
  });
  const root = make('li', 'duty', changed ? make('p', 'duty-line', who, again) : make('p', 'duty-line', who), what);
  return {
    root,
    update(one) {
      id = one.id;
      say(who, `${one.name ?? ''} ${one.channel}`.trim());
      const tries = plural(one.attempts, 'try', 'tries');
      say(what, `${when(one.created)}, ${one.reason}, ${tries}: ${one.lastError ?? 'no reason was given'}`);
    },
  };
}

export function showBurden(burden) {
  const sum = (of) => burden.days.reduce((total, day) => total + of(day), 0);
  const alerts = (priority) => sum((day) => day.alerts[priority] ?? 0);
  const seconds = (value) => (value === undefined ? 'not known' : span(value));
  const all = alerts('high') + alerts('medium') + alerts('low');
  const numbers = [
    ['Alerts a day', (all / 28).toFixed(1)],
    ['High, medium, low', `${count(alerts('high'))}, ${count(alerts('medium'))}, ${count(alerts('low'))}`],
    ['Came and went', count(sum((day) => day.flaps))],
    ['Withdrawn', count(sum((day) => day.withdrawn))],
    ['Until acknowledged', `${seconds(burden.medianSecondsToAcknowledge)} median`],
    ['Nine of ten within', seconds(burden.p90SecondsToAcknowledge)],
    ['Never acknowledged', count(burden.neverAcknowledged)],
    ['Notifications per alert', burden.notificationsPerAlert === undefined ? '–' : burden.notificationsPerAlert.toFixed(1)],
  ];
  reconcile(byId('burden'), numbers, ([name]) => name, () => {
    const name = make('dt');
    const value = make('dd');
    return {
      root: make('div', '', name, value),
      update([word, number]) {
        say(name, word);
        say(value, number);
      },
    };
  });
  reconcile(byId('noisiest'), burden.noisiest.slice(0, 5), (one) => one.category, () => {
    const root = make('li');
    return {
      root,
      update: (one) => say(root, `${categoryWords(one.category)}: ${plural(one.alerts, 'alert')}${one.flaps > 0 ? `, came back ${plural(one.flaps, 'time')}` : ''}`),
    };
  });
}

export function showPlan(plan) {
  say(byId('plan'), `${plan.source}, version ${plan.version.slice(0, 12)}, since ${when(plan.since)}`);
  const problems = [
    ...plan.refused.map((one) => `Refused ${when(plan.refusedAt)}: ${one.line > 0 ? `line ${one.line}, ` : ''}${one.path}: ${one.message}`),
    ...plan.warnings,
  ];
  reconcile(byId('plan-problems'), problems, (text) => text, () => {
    const root = make('li', 'plan-problem');
    return { root, update: (text) => say(root, text) };
  });
}
