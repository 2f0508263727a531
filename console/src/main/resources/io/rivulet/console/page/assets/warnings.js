// What every page says before anything else: who is not told of what is urgent, and whether anybody is told at all.
import { byId, make, reconcile, say } from './dom.js';
import { categoryWords, timeLocal } from './format.js';
import { icon } from './icons.js';

const WAYS = { silence: 'silenced by', maintenance: 'in the maintenance window', inhibition: 'hidden by the rule' };

/** Says what an overview says of alerting. */
export function showWarnings(alerting) {
  const warnings = [];
  if (alerting && alerting.state !== 'UP') {
    warnings.push({ key: 'state', text: alerting.message });
  }
  for (const one of alerting?.suppressed ?? []) {
    warnings.push({ key: one.alert, text: notTold(one), until: one.until });
  }
  const further = (alerting?.suppressedCount ?? 0) - (alerting?.suppressed.length ?? 0);
  if (further > 0) {
    warnings.push({ key: 'further', text: `${further} more urgent alerts are not told.` });
  }
  reconcile(byId('warnings'), warnings, (warning) => warning.key, warning);
}

function notTold(one) {
  const where = [one.site, one.session].filter(Boolean).join(', ');
  const until = one.until ? ` until ${timeLocal(new Date(one.until))}` : '';
  return `High priority, nobody is told: ${categoryWords(one.category)}${where ? ` (${where})` : ''}, ${one.detail}. It is ${WAYS[one.kind] ?? one.kind} ${one.by}${until}: ${one.reason}`;
}

function warning() {
  const text = make('span');
  const left = make('span', 'warning-left');
  const root = make('p', 'banner', icon('high'), text, left);
  root.setAttribute('role', 'alert');
  return {
    root,
    update(item) {
      say(text, item.text);
      left.dataset.until = item.until ?? '';
    },
  };
}
