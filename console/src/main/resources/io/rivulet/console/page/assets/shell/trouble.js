// What every page says before anything else: who is not told of what is urgent, whether anybody is told at all, and
// what does not run or lags behind.
import { categoryWords } from '../format.js';
import { timeText } from './time.js';

const WAYS = { silence: 'silenced by', maintenance: 'in the maintenance window', inhibition: 'hidden by the rule' };

/** The banners of what /api/v1/frame says: { id, text, warning, until }. */
export function warningsOf(frame) {
  const all = [];
  const alerting = frame.alerting;
  if (alerting && alerting.state !== 'UP') {
    all.push({ id: 'alerting', text: alerting.message });
  }
  for (const one of alerting?.suppressed ?? []) {
    all.push({ id: `hidden-${one.alert}`, text: notTold(one), until: one.until });
  }
  const further = (alerting?.suppressedCount ?? 0) - (alerting?.suppressed?.length ?? 0);
  if (further > 0) {
    all.push({ id: 'hidden-more', text: `${further} more urgent alerts are not told.` });
  }
  if (frame.lag) {
    all.push({ id: 'lag', text: frame.lag, warning: true });
  }
  for (const role of frame.troubled ?? []) {
    all.push({ id: `role-${role.name}`, text: `${role.name} is ${role.state.toLowerCase()}: ${role.detail}`, warning: role.state !== 'DOWN' });
  }
  return all;
}

function notTold(one) {
  const where = [one.site, one.session].filter(Boolean).join(', ');
  const until = one.until ? ` until ${timeText(one.until, { site: one.site })}` : '';
  return `High priority, nobody is told: ${categoryWords(one.category)}${where ? ` (${where})` : ''}, ${one.detail}. It is ${WAYS[one.kind] ?? one.kind} ${one.by}${until}: ${one.reason}`;
}
