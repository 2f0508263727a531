// What an alert is called, in the words of a bedside.
import { categoryWords, measure, unitWord } from '../format.js';

export const STATES = {
  open: 'Present, nobody has it',
  acknowledged: 'Present, somebody has it',
  latched: 'Over, latched until somebody has it',
  closed: 'Over',
  withdrawn: 'Withdrawn: later data took it back',
};

export const waits = (alert) => alert.state === 'open' || alert.state === 'latched';
export const present = (alert) => alert.state === 'open' || alert.state === 'acknowledged';

/** One line for a screen reader, a list or a dialog. */
export function headline(alert) {
  const measured = alert.measured === undefined ? '' : `, ${measure(alert.measured)} ${unitWord(alert.unit ?? '')}`;
  return `${categoryWords(alert.category)}${measured}${alert.session ? `, session ${alert.session}` : alert.device ? `, ${alert.device}` : ''}`;
}

/** The narrowest thing that an alert is about, as a silence names it; with its site, so that it hides nothing of another. */
export function matchersOf(alert, wide) {
  const site = alert.site ? [`site = ${alert.site}`] : [];
  const about = alert.session ? [`session = ${alert.session}`] : alert.device ? [`device = ${alert.device}`] : [];
  const only = wide === 'subject' ? about : [`category = ${alert.category}`, ...(wide === 'site' ? [] : about)];
  return [...only, ...site];
}

const REASONS = {
  opened: 'it opened',
  escalated: 'nobody had acknowledged',
  repeated: 'still nobody had acknowledged',
  changed: 'it changed',
  acknowledged: 'somebody acknowledged',
  resolved: 'it is over',
  withdrawn: 'later data took it back',
  flapping: 'it comes and goes',
  test: 'a test',
};
export const reasonWords = (reason) => REASONS[reason] ?? reason;

const DELIVERY = { waiting: 'Waiting', sending: 'Being sent', delivered: 'Delivered', dead: 'Given up' };
export const deliveryWords = (state) => DELIVERY[state] ?? state;
export const deliveryIcon = (state) => ({ delivered: 'up', dead: 'down', waiting: 'degraded', sending: 'run' })[state] ?? 'unknown';
