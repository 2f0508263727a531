// The head of a device's page: what it is doing now, and what it needs.
import { link, make, say, show } from '../dom.js';
import { ago, count } from '../format.js';
import { icon, setIcon } from '../icons.js';
import { now } from '../clock.js';
import { setTime } from '../shell/time.js';
import { CLOCKS, NEEDS, offsetText, rateText, STATES } from './words.js';

export function headOf(device, me) {
  const shape = icon('unknown');
  const state = make('b');
  const pill = make('span', 'pill none', shape, state);
  const back = make('a', 'quiet', 'All devices');
  back.href = '/fleet';
  const needs = make('ul', 'device-needs');
  const seenAt = make('time');
  const seenAgo = make('span', 'unit');
  const session = link('', '');
  const noSession = make('span');
  const facts = {
    seen: fact('Last seen', seenAt, ' ', seenAgo),
    session: fact('Session', session, noSession),
    clock: fact('Clock offset'),
    spread: fact('Clock spread'),
    drift: fact('Clock drift'),
    jumped: fact('Clock jumped'),
    battery: fact('Battery'),
    rate: fact('Messages'),
    refused: fact('Refused'),
    alerts: fact('Alerts that stand'),
    pump: fact('Pump says'),
    site: fact('Site'),
    model: fact('Model, as it says'),
    firmware: fact('Firmware, as it says'),
  };
  const root = make('div', 'device-head',
    make('div', 'page-head', make('div', 'device-name', make('h1', '', device), pill), back),
    needs,
    make('dl', 'pairs panel', ...Object.values(facts).map((one) => one.root)));
  let row = null;

  function update(next) {
    row = next;
    const { word, icon: name } = STATES[row.state];
    const lost = row.needs.includes('silent-in-session');
    pill.className = `pill ${lost ? 'high' : row.state === 'running' ? 'good' : row.state === 'silent' ? 'medium' : 'none'}`;
    setIcon(shape, lost ? 'high' : name);
    say(state, lost ? `${word} in a session` : word);
    needs.replaceChildren(...row.needs.map((need) => make('li', 'device-need', icon(need === 'silent-in-session' ? 'high' : 'medium'), make('div', '', make('b', '', NEEDS[need].word), make('p', '', NEEDS[need].todo)))));
    show(needs, row.needs.length > 0);
    setTime(seenAt, row.lastSeen, { site: row.site });
    const verdict = CLOCKS[row.clock];
    const leads = Boolean(row.session) && me.may('SEE_SESSIONS');
    session.href = `/sessions/${encodeURIComponent(row.session ?? '')}`;
    say(session, row.session ?? '');
    show(session, leads);
    say(noSession, row.session ?? 'none');
    show(noSession, !leads);
    facts.session.root.classList.toggle('is-long', Boolean(row.session));
    facts.clock.say(`${offsetText(row.clockOffsetMillis)}${verdict.bad ? ` · ${verdict.word.toLowerCase()}` : row.clock === 'honest' ? ' · honest' : ''}`, verdict.bad);
    facts.spread.say(row.clockSpreadMillis === undefined ? '–' : offsetText(row.clockSpreadMillis).slice(1));
    facts.drift.say(row.clockDriftMillisPerDay === undefined ? 'not watched for an hour yet' : `${offsetText(row.clockDriftMillisPerDay)} a day`, row.clock === 'drifting');
    facts.jumped.say(row.clockJumped ? `${offsetText(row.clockJumpMillis)}, ${ago(now() - Date.parse(row.clockJumped))}` : 'never seen to', row.clock === 'jumped');
    facts.battery.say(row.batteryPercent === undefined ? 'not stated' : `${Math.round(row.batteryPercent)} %`, row.needs.includes('battery'));
    facts.rate.say(`${rateText(row.messagesPerMinute)} /min`);
    facts.refused.say(row.lastRefused ? `${count(row.refused)}, the last ${ago(now() - Date.parse(row.lastRefused))}` : 'none', row.needs.includes('refusing'));
    facts.alerts.say(row.alerts === 0 ? 'none' : `${count(row.alerts)}, gravest ${row.gravestAlert}`, row.gravestAlert === 'high');
    facts.pump.say(row.pumpState ?? (row.kind === 'monitor' ? 'it is a monitor' : '–'));
    facts.site.say(row.site || 'not known');
    facts.model.say(row.model ?? 'not said');
    facts.firmware.say(row.firmware ?? 'not said', row.needs.includes('firmware'));
    tick();
  }

  function tick() {
    if (row) {
      say(seenAgo, row.lastSeen ? ago(now() - Date.parse(row.lastSeen)) : 'never');
    }
  }
  return { root, update, tick };
}

/** A name with its value; what stands out has a shape too. */
function fact(name, ...content) {
  const shape = icon('medium');
  shape.toggleAttribute('hidden', true);
  const text = make('span');
  const value = make('dd', '', ...(content.length > 0 ? content : [shape, text]));
  return {
    root: make('div', '', make('dt', '', name), value),
    say(words, bad = false) {
      say(text, words);
      shape.toggleAttribute('hidden', !bad);
      value.className = bad ? 'sign warn' : '';
    },
  };
}
