// One device of the list: cells that are made once and changed as the device does.
import { make, say } from '../dom.js';
import { ago, count } from '../format.js';
import { icon, setIcon } from '../icons.js';
import { now } from '../clock.js';
import { CLOCKS, offsetText, rateText, STATES } from './words.js';

/** The columns in order: id of the order, heading, unit. */
export const COLUMNS = [
  ['device', 'Device'],
  ['state', 'State'],
  ['last-seen', 'Last seen'],
  ['battery', 'Battery', '%'],
  ['clock', 'Clock offset'],
  ['rate', 'Rate', '/min'],
  ['refused', 'Refused'],
  ['alerts', 'Alerts'],
  ['session', 'Session'],
  ['site', 'Site'],
  ['model', 'Model'],
  ['firmware', 'Firmware'],
];

/** A shape, a word, and a class that both share. */
function sign() {
  const shape = icon('unknown');
  const word = make('span');
  const node = make('span', 'sign', shape, word);
  return {
    node,
    set(kind, name, text) {
      node.className = `sign ${kind}`;
      shape.toggleAttribute('hidden', !name);
      if (name) {
        setIcon(shape, name);
      }
      say(word, text);
    },
  };
}

const labelled = (className, label, ...content) => make('span', className, make('span', 'cell-label', label), ...content);

export function deviceRow() {
  const link = make('a');
  const state = sign();
  const seen = make('span');
  const battery = sign();
  const clock = sign();
  const rate = make('span');
  const refused = sign();
  const alerts = sign();
  const texts = Object.fromEntries(['session', 'site', 'model', 'firmware'].map((id) => [id, make('span', 'told')]));
  const firmware = sign();
  const cells = [
    make('span', 'cell-device', link),
    make('span', 'cell-state', state.node),
    labelled('cell-seen', 'seen', seen),
    labelled('cell-battery number', 'battery', battery.node),
    labelled('cell-clock', 'clock', clock.node),
    labelled('cell-rate number', 'per min', rate),
    labelled('cell-refused number', 'refused', refused.node),
    labelled('cell-alerts', 'alerts', alerts.node),
    labelled('cell-session', 'session', texts.session),
    make('span', 'cell-site', texts.site),
    make('span', 'cell-model', texts.model),
    make('span', 'cell-firmware', firmware.node),
  ];
  let row = null;

  function update(next) {
    row = next;
    const needs = new Set(row.needs);
    say(link, row.device);
    link.href = `/fleet/${encodeURIComponent(row.device)}`;
    const lost = needs.has('silent-in-session');
    const word = STATES[row.state].word;
    state.set(lost ? 'bad' : row.state === 'running' ? 'fine' : row.state === 'silent' ? 'quiet-sign' : '', lost ? 'high' : STATES[row.state].icon, lost ? (row.state === 'silent' ? 'Silent in session' : 'Unheard in session') : word);
    age();
    battery.set(needs.has('battery') ? 'warn' : '', needs.has('battery') ? 'medium' : null, row.batteryPercent === undefined ? '–' : `${Math.round(row.batteryPercent)} %${needs.has('battery') ? ' low' : ''}`);
    const verdict = CLOCKS[row.clock];
    clock.set(verdict.bad ? 'bad' : '', verdict.bad ? 'clock' : null, verdict.bad ? `${verdict.word} ${offsetText(row.clockOffsetMillis)}` : offsetText(row.clockOffsetMillis));
    clock.node.title = `Clock: ${verdict.word.toLowerCase()}; its clock less the receipt clock`;
    say(rate, rateText(row.messagesPerMinute));
    refused.set(needs.has('refusing') ? 'warn' : '', needs.has('refusing') ? 'medium' : null, row.refused === 0 ? '–' : count(row.refused));
    alerts.set(row.gravestAlert === 'high' ? 'bad' : row.gravestAlert ? 'warn' : '', row.gravestAlert ?? null, row.alerts === 0 ? '–' : `${count(row.alerts)} ${row.gravestAlert}`);
    for (const id of ['session', 'site', 'model']) {
      say(texts[id], row[id] || '–');
      texts[id].title = row[id] ?? '';
    }
    firmware.set(needs.has('firmware') ? 'warn' : '', needs.has('firmware') ? 'low' : null, `${row.firmware ?? '–'}${needs.has('firmware') ? ' old' : ''}`);
  }

  function age() {
    if (row) {
      say(seen, row.lastSeen ? ago(now() - Date.parse(row.lastSeen)) : 'never');
      seen.title = row.lastSeen ? `${row.lastSeen.replace('T', ' ').replace(/(\.\d+)?Z$/, '')} UTC` : 'Nothing was ever received of it';
    }
  }

  return { cells, update, age, row: () => row, shown: () => link.isConnected };
}

/** What a screen reader hears of a device. */
export function nameOf(row) {
  return [row.device, STATES[row.state].word, CLOCKS[row.clock].bad ? `clock ${CLOCKS[row.clock].word}` : '', row.session ? `in session ${row.session}` : '', row.site].filter(Boolean).join(', ');
}
