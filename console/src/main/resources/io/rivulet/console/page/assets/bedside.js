// What is around the subject: vital signs, what people observed, devices.
import { make, reconcile, say, show } from './dom.js';
import { measure, observationWord, span, unitWord, vitalWord } from './format.js';
import { icon, setIcon } from './icons.js';
import { timeText } from './shell/time.js';

const VITAL_OLD_MS = 5 * 60000;
// What a clock is off by when nobody would set it.
const CLOCK_NOTED_MS = 1000;

export function vitals() {
  const list = make('dl', 'vitals');
  const none = make('p', 'card-none', 'No heart rate, SpO2 or respiratory rate yet');
  const limits = make('ul', 'vital-limits');
  const root = make('div', 'card-vitals', make('h4', '', 'Vital signs'), list, limits, none);
  return {
    root,
    update(s) {
      reconcile(list, s.vitals, (v) => v.component, vital);
      const beyond = s.vitals.filter((v) => v.beyond);
      reconcile(limits, beyond, (v) => v.component, limit);
      show(none, s.vitals.length === 0);
    },
    tick(now) {
      for (const row of list.parts?.values() ?? []) {
        row.tick(now);
      }
    },
  };
}

function vital() {
  const name = make('dt');
  const value = make('span', 'fact-value');
  const unit = make('span', 'unit');
  const sign = icon('medium');
  const side = make('b');
  const beyond = make('span', 'vital-beyond', sign, side);
  const age = make('span', 'vital-age');
  const root = make('div', 'vital', name, make('dd', '', make('span', 'fact-line', value, unit), beyond, age));
  let at = 0;
  return {
    root,
    update(v) {
      at = Date.parse(v.time);
      say(name, v.component === 'respiratoryRate' ? 'Resp. rate' : vitalWord(v.component));
      say(value, String(Math.round(v.value)));
      say(unit, unitWord(v.unit));
      const over = v.beyond;
      root.dataset.severity = over?.severity ?? '';
      show(beyond, Boolean(over));
      if (over) {
        setIcon(sign, over.severity === 'critical' ? 'high' : 'medium');
        say(side, over.direction);
      }
      age.dataset.at = v.time;
    },
    tick(now) {
      const old = now - at > VITAL_OLD_MS;
      root.classList.toggle('old', old);
      age.dataset.suffix = old ? ', old' : '';
    },
  };
}

function limit() {
  const root = make('li');
  return {
    root,
    update(v) {
      const over = v.beyond;
      root.dataset.severity = over.severity;
      const against = over.limit === undefined ? '' : `, limit ${measure(over.limit)} ${unitWord(over.unit)}`;
      say(root, `${vitalWord(v.component)} ${over.direction}, ${over.severity}${against}, ${over.profile} v${over.profileVersion}`);
    },
  };
}

export function observations() {
  const list = make('ul', 'observed');
  const none = make('p', 'card-none', 'Nothing charted yet');
  const root = make('div', 'card-observed', make('h4', '', 'Observed'), list, none);
  return {
    root,
    update(s) {
      reconcile(list, s.observations, (o) => o.kind, observation);
      show(none, s.observations.length === 0);
    },
    tick() {},
  };
}

function observation() {
  const what = make('b');
  const note = make('span');
  const age = make('span', 'vital-age');
  const root = make('li', '', what, note, age);
  return {
    root,
    update(o) {
      const word = observationWord(o.kind);
      say(what, o.score === undefined ? word : `${word} ${o.score} ${o.score === 1 ? 'point' : 'points'}`);
      show(note, Boolean(o.note));
      say(note, o.note);
      age.dataset.at = o.time;
    },
  };
}

export function devices() {
  const list = make('ul', 'devices');
  const none = make('p', 'card-none');
  const root = make('div', 'card-devices', make('h4', '', 'Devices'), list, none);
  return {
    root,
    update(s) {
      const noted = s.devices.filter((d) => remarks(d).length > 0).map((d) => ({ ...d, site: s.site }));
      reconcile(list, noted, (d) => d.device, device);
      const quiet = s.devices.filter((d) => remarks(d).length === 0);
      show(none, s.devices.length === 0 || quiet.length > 0);
      say(none, s.devices.length === 0 ? 'None bound' : `${quiet.map((d) => d.device).join(', ')}: heard, clock ${quiet.every((d) => d.clockOffsetMillis !== undefined) ? 'within 1 s' : 'not compared yet'}`);
      none.title = none.textContent;
    },
    tick() {},
  };
}

function device() {
  const name = make('span', 'device-name');
  const what = make('span', 'device-what');
  const sign = icon('low');
  const root = make('li', '', sign, name, what);
  return {
    root,
    update(d) {
      say(name, d.device);
      name.title = d.device;
      say(what, remarks(d).join(' · '));
      what.title = d.clockSpreadMillis === undefined ? '' : `clock offset as estimated, differences lay ${span(d.clockSpreadMillis / 1000)} apart`;
      root.dataset.silent = String(Boolean(d.silentSince) || d.online === false);
    },
  };
}

function remarks(d) {
  const offset = d.clockOffsetMillis ?? 0;
  return [
    d.silentSince ? `silent since ${timeText(d.silentSince, { site: d.site })}` : null,
    d.online === false ? 'says it is offline' : null,
    Math.abs(offset) >= CLOCK_NOTED_MS ? `clock ${span(Math.abs(offset) / 1000)} ${offset > 0 ? 'ahead' : 'behind'}` : null,
  ].filter(Boolean);
}
