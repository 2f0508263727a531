// What the codes of the fleet are called, by which shape they are known, and what to do about them.

export const STATES = {
  silent: { word: 'Silent', icon: 'down' },
  'never-heard': { word: 'Never heard', icon: 'unknown' },
  idle: { word: 'Idle', icon: 'hold' },
  running: { word: 'Running', icon: 'run' },
};

export const CLOCKS = {
  refused: { word: 'Times refused', bad: true },
  off: { word: 'Off', bad: true },
  jumped: { word: 'Jumped', bad: true },
  drifting: { word: 'Drifting', bad: true },
  unsteady: { word: 'Unsteady', bad: true },
  unknown: { word: 'Not known', bad: false },
  honest: { word: 'Honest', bad: false },
};

export const NEEDS = {
  'silent-in-session': {
    word: 'Silent in a session',
    todo: 'A session has this device and nothing is heard of it. Go to the chair: is it on, is it on the network, is the session still its own?',
  },
  clock: {
    word: 'Dishonest clock',
    todo: 'Its times cannot be trusted: set the clock, and see that it keeps in step with the time server. What was refused for its time can be fed back afterwards.',
  },
  refusing: {
    word: 'Being refused',
    todo: 'Messages of it were refused within the last hour. The reasons stand below; its configuration or firmware is the usual cause.',
  },
  battery: { word: 'Low battery', todo: 'Its battery was at 20 % or less when it last said so. Plug it in before it goes to a chair.' },
  firmware: { word: 'Old firmware', todo: 'At least two other devices of its model run a later firmware.' },
};

export const SORTS = [
  ['needs', 'What needs somebody most', true],
  ['device', 'Device', false],
  ['site', 'Site', false],
  ['state', 'State', false],
  ['last-seen', 'Last seen', true],
  ['battery', 'Battery', false],
  ['clock', 'Clock offset', true],
  ['rate', 'Message rate', true],
  ['refused', 'Refused', true],
  ['alerts', 'Alerts', true],
  ['session', 'Session', false],
  ['model', 'Model', false],
  ['firmware', 'Firmware', false],
];

/** A clock's offset with its sign, in the unit that says it best. */
export function offsetText(millis) {
  if (millis === undefined || millis === null) {
    return '–';
  }
  const sign = millis < 0 ? '−' : '+';
  const size = Math.abs(millis);
  if (size < 1000) {
    return `${sign}${Math.round(size)} ms`;
  }
  const [unit, by] = size < 90e3 ? ['s', 1e3] : size < 90 * 60e3 ? ['min', 60e3] : size < 36 * 3600e3 ? ['h', 3600e3] : ['d', 86400e3];
  return `${sign}${(size / by).toFixed(size / by < 10 ? 1 : 0)} ${unit}`;
}

/** Messages a minute. */
export const rateText = (perMinute) => (perMinute === 0 ? '0' : perMinute < 10 ? perMinute.toFixed(1) : String(Math.round(perMinute)));
