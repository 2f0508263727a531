// Devices of the session with their state, and what can be done with each.
import { link, make, reconcile, say, show } from '../dom.js';
import { ago, amount, span } from '../format.js';
import { icon, setIcon } from '../icons.js';
import { timeText } from '../shell/time.js';
import { boundAt } from './lookup.js';

const SILENT_MS = 90000;
const OFF_MS = 5000;
const STATES = { RUN: 'running', BOLUS: 'bolus', KVO: 'keeping the vein open', HOLD: 'on hold', STOP: 'stopped', UNKNOWN: 'state not known' };

export function devicesPanel(actions, me) {
  const list = make('ul', 'device-list');
  const none = make('p', 'fact-note', 'No device is bound: nothing is counted. Bind a pump and a monitor.');
  const bind = actions.button('bind', 'Bind a device');
  const before = make('p', 'fact-note');
  const root = make('section', 'panel', make('div', 'title-row', make('h2', '', 'Devices'), bind), list, none, before);
  root.setAttribute('aria-label', 'Devices');
  return {
    root,
    update({ course }) {
      const at = course.closed ? Date.parse(course.closed) - 1 : Date.parse(course.at);
      const bound = boundAt(course, at);
      const known = new Map((course.devices ?? []).map((one) => [one.device, one]));
      const pumps = new Map();
      for (const sample of course.pumps ?? []) {
        pumps.set(sample.device, sample);
      }
      reconcile(
        list,
        bound.map((binding) => ({ ...binding, state: known.get(binding.device), pump: pumps.get(binding.device), site: course.site, over: Boolean(course.closed) })),
        (one) => one.device,
        () => device(actions, me),
      );
      show(none, bound.length === 0);
      const earlier = [...new Set((course.bindings ?? []).map((one) => one.device))].filter((name) => !bound.some((one) => one.device === name));
      show(before, earlier.length > 0);
      say(before, `Bound before: ${earlier.join(', ')}`);
      show(bind, actions.allowed && !course.closed);
    },
    tick(time) {
      for (const part of list.parts?.values() ?? []) {
        part.tick(time);
      }
    },
  };
}

function device(actions, me) {
  const mark = icon('up');
  const name = me.may('SEE_FLEET') ? link('', '') : make('b');
  name.className = 'name';
  const state = make('span');
  const since = make('p', 'fact-note');
  const trouble = make('p', 'device-trouble');
  const unbind = make('button', 'quiet small', 'Unbind');
  unbind.type = 'button';
  let shown = null;
  unbind.addEventListener('click', () => actions.open('unbind', { device: shown.device }));
  const root = make('li', 'device', make('div', 'device-line', mark, name, state, unbind), since, trouble);
  return {
    root,
    update(one) {
      shown = one;
      say(name, one.device);
      if (name.href !== undefined) {
        name.href = `/fleet/${encodeURIComponent(one.device)}`;
      }
      unbind.setAttribute('aria-label', `Unbind ${one.device}`);
      show(unbind, actions.allowed && !one.over);
      setIcon(mark, one.pump ? { RUN: 'run', BOLUS: 'bolus', KVO: 'kvo', HOLD: 'hold', STOP: 'stop' }[one.pump.state] ?? 'unknown' : 'up');
      say(state, one.pump ? `${STATES[one.pump.state] ?? one.pump.state}${one.pump.rateMlPerHour === undefined ? '' : `, ${amount(one.pump.rateMlPerHour)} mL/h`}` : 'monitor');
      const battery = one.state?.batteryPercent === undefined ? null : `battery ${Math.round(one.state.batteryPercent)} %`;
      const delivered = one.pump?.deliveredMl === undefined ? null : `counter ${amount(one.pump.deliveredMl)} mL`;
      say(since, [`bound since ${timeText(one.from, { site: one.site })}${one.by ? ` by ${one.by}` : ''}`, delivered, battery].filter(Boolean).join(' · '));
    },
    tick(time) {
      const state_ = shown.state;
      const heard = state_?.lastReceived ?? shown.pump?.at;
      const quiet = heard ? time - Date.parse(heard) : 0;
      const clock = state_?.clockOffsetMillis;
      const said = shown.over
        ? []
        : [
            state_?.online === false ? 'says it is off line' : null,
            quiet > SILENT_MS ? `silent, last heard ${ago(quiet)}` : null,
            clock !== undefined && Math.abs(clock) > OFF_MS ? `its clock is ${span(Math.abs(clock) / 1000)} ${clock > 0 ? 'ahead' : 'behind'}` : null,
            shown.pump?.alarms?.length ? `alarm: ${shown.pump.alarms.join(', ').toLowerCase().replaceAll('_', ' ')}` : null,
          ].filter(Boolean);
      show(trouble, said.length > 0);
      say(trouble, said.join(' · '));
      if (said.length > 0) {
        setIcon(mark, 'degraded');
      }
    },
  };
}
