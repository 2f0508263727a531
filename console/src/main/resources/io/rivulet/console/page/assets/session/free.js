// Devices of a site that a session could have, with their state in words.
import { ago } from '../format.js';
import { get } from '../shell/api.js';

const QUIET_MS = 90000;

export async function freeDevices(site) {
  const { devices } = await get('/api/v1/sessions/devices', { site });
  return devices
    .map((one) => ({ ...one, words: (now, session) => wordsOf(one, now, session) }))
    .sort((a, b) => Number(Boolean(a.session)) - Number(Boolean(b.session)) || Date.parse(b.lastReceived ?? 0) - Date.parse(a.lastReceived ?? 0));
}

function wordsOf(one, now, session) {
  const kind = one.pump ? 'pump' : one.monitor ? 'monitor' : 'device';
  const quiet = one.lastReceived ? now - Date.parse(one.lastReceived) : Infinity;
  const state = one.session && one.session !== session ? `serves ${one.session}` : 'free';
  const heard = !one.lastReceived ? 'never heard' : one.online === false ? 'off line' : quiet > QUIET_MS ? `last heard ${ago(quiet)}` : 'on line';
  return [`${one.device}, ${kind}`, state, heard, one.batteryPercent === undefined ? null : `battery ${Math.round(one.batteryPercent)} %`].filter(Boolean).join(' · ');
}
