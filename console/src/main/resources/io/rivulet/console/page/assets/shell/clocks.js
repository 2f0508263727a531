// The header's clocks: the site's zone and UTC, both by the server's clock.
import { make, say } from '../dom.js';
import { clockUtc } from '../format.js';
import { offsetWord, timeText, zoneOf } from './time.js';

export function clocks() {
  const local = make('dd', '', '--:--:--');
  const zone = make('dt', 'clock-zone', 'local');
  const utc = make('dd', '', '--:--:--');
  const root = make('dl', 'frame-clocks', make('div', '', zone, local), make('div', '', make('dt', '', 'UTC'), utc));
  return {
    root,
    tick(time) {
      const name = zoneOf();
      say(local, timeText(time, { form: 'seconds' }));
      say(zone, offsetWord(time, name));
      zone.title = name;
      say(utc, clockUtc(new Date(time)));
    },
  };
}
