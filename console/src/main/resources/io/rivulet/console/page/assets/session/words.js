// Words of sessions: what codes mean, and what scores say.
import { phaseWord } from '../format.js';

export const PHASES = ['SCREENING', 'PREPARATION', 'INFUSION', 'OBSERVATION', 'DISCHARGE', 'INTEGRATION'];

export const ROUTES = { IV: 'intravenous', IM: 'intramuscular', IN: 'intranasal', PO: 'oral', SL: 'sublingual', SC: 'subcutaneous' };
export const routeWord = (route) => (ROUTES[route] ? `${ROUTES[route]} (${route})` : route);

const KINDS = {
  CADSS: { title: 'CADSS', about: 'dissociation', low: 'none', high: 'extreme' },
  MOAA_S: { title: 'MOAA/S', about: 'sedation', low: 'no response', high: 'alert' },
  NAUSEA: { title: 'Nausea', about: 'as the subject rates it', low: 'none', high: 'worst' },
  DIZZINESS: { title: 'Dizziness', about: 'as the subject rates it', low: 'none', high: 'worst' },
  EVENT: { title: 'Event', about: 'anything else worth a note' },
};
export const kindOf = (kind) => KINDS[kind] ?? { title: kind, about: '' };

/** Modified Observer's Assessment of Alertness/Sedation, by score. */
export const MOAA_S = {
  5: 'responds readily to the name spoken in a normal tone',
  4: 'lethargic response to the name spoken in a normal tone',
  3: 'responds only after the name is called loudly or repeatedly',
  2: 'responds only after mild prodding or shaking',
  1: 'responds only after a painful squeeze',
  0: 'no response after a painful squeeze',
};

/** What a score says, with its scale. */
export function scoreWords(kind, score, scale) {
  const about = kindOf(kind);
  if (score === undefined) {
    return about.title;
  }
  const of = scale ? ` of ${scale.highest}` : '';
  const says = kind === 'MOAA_S' ? MOAA_S[score] : '';
  return `${about.title} ${score}${of}${says ? `: ${says}` : ''}`;
}

const EVENTS = {
  opened: 'Opened',
  screened: 'Screened',
  phase: 'Phase',
  plan: 'Planned dose',
  weight: 'Weight',
  device: 'Device',
  limits: 'Limits',
  concentration: 'Concentration',
  'charted-dose': 'Charted dose',
  observation: 'Observation',
  'pressure-interval': 'Pressure ordered',
  withdrawn: 'Taken back',
  closed: 'Ended',
};
export const eventWord = (kind) => EVENTS[kind] ?? phaseWord(kind);
