// People and channels: how somebody is reached, whether it works, and a test of it.
import { make } from '../dom.js';
import { count, plural } from '../format.js';
import { icon } from '../icons.js';
import { toast } from '../shell/announce.js';
import { command, get } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field, form } from '../shell/form.js';
import { timeOf, timeText } from '../shell/time.js';
import { deliveryIcon, deliveryWords } from '../alerts/words.js';

const LOOK_MS = 2000;
const LOOKS = 15;

export function people(all) {
  if (all.length === 0) {
    return make('p', 'side-none', 'The alerting file names nobody.');
  }
  return make('ul', 'side-list', ...all.map((one) => make('li', 'side-item', make('b', '', one.name), make('p', '', one.contacts.length > 0 ? one.contacts.join('; ') : one.channels.join(', ') || 'No contact: nobody of this name is reached.'))));
}

export function test({ directory, me }) {
  const choices = [...directory.people.map((one) => [`person:${one.key}`, `${one.name}, by ${one.channels.join(', ') || 'no contact'}`]), ...directory.ownAddress.map((key) => [`channel:${key}`, `channel ${key}`])];
  if (choices.length === 0) {
    return [make('p', 'side-none', 'There is nobody to be tried: the alerting file names no person and no channel with an address of its own.')];
  }
  const target = field({ name: 'target', label: 'Whom', choices });
  const results = make('ul', 'side-list');
  const words = (value) => choices.find(([key]) => key === value)[1];
  const ask = async ({ target: chosen }) => {
    const [kind, key] = chosen.split(/:(.*)/s);
    const done = await confirm({
      title: 'Send a test',
      record: [`A test notification goes to ${words(chosen)}. It says that it is a test.`],
      by: me.label,
      verb: 'Send the test',
      send: () => command('POST', '/api/v1/tests', { [kind]: key }),
    });
    if (done) {
      follow(done.deliveries);
    }
  };
  const draw = (deliveries) =>
    results.replaceChildren(
      ...deliveries.map((one) => make('li', 'side-item', make('p', 'story-state', icon(deliveryIcon(one.state)), `${one.name ?? 'everybody there'} by ${one.channel}: ${deliveryWords(one.state).toLowerCase()}`, ...(one.delivered ? [' ', timeOf(one.delivered, { form: 'seconds' })] : []), one.lastError ? ` — ${one.lastError}` : ''))),
    );
  async function follow(sent) {
    draw(sent);
    for (let i = 0; i < LOOKS; i += 1) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      const { deliveries } = await get('/api/v1/deliveries', { incident: sent[0].incident, limit: 50 }).catch(() => ({ deliveries: sent }));
      draw(deliveries);
      if (deliveries.every((one) => one.state === 'delivered' || one.state === 'dead')) {
        toast(deliveries.every((one) => one.state === 'delivered') ? 'The test was taken by every receiver.' : 'The test did not reach everybody.', { failed: deliveries.some((one) => one.state === 'dead') });
        return;
      }
    }
  }
  return [...(me.may('MANAGE_ON_CALL') ? [form([target], { verb: 'Send a test …', send: ask, quiet: true })] : [make('p', 'side-none', 'On-call staff and administrators can send a test.')]), results];
}

export function channels({ channels: all, me, changed }) {
  if (all.length === 0) {
    return make('p', 'side-none', 'No channel was used yet.');
  }
  const button = (word, act) => {
    const node = make('button', 'quiet small', word);
    node.type = 'button';
    node.addEventListener('click', async () => (await act()) && changed());
    return node;
  };
  return make(
    'ul',
    'side-list',
    ...all.map((one) => {
      const state = one.disabled ? ['down', `Not used: its receiver wants nothing more (${one.disabled})`] : one.failingSince ? ['degraded', `Failing since ${timeText(one.failingSince)}: ${one.lastError ?? 'no reason was given'}`] : !one.configured ? ['unknown', 'Not in the alerting file any more'] : ['up', one.lastDelivered ? `Works, last ${timeText(one.lastDelivered)}` : 'Nothing was sent yet'];
      const numbers = [one.waiting > 0 ? `${count(one.waiting)} waiting` : '', one.dead > 0 ? `${count(one.dead)} given up on` : ''].filter(Boolean).join(', ');
      return make(
        'li',
        'side-item',
        make('b', '', one.channel),
        make('p', 'story-state', icon(state[0]), state[1]),
        numbers ? make('p', '', numbers) : '',
        me.may('MANAGE_ON_CALL') && (one.disabled || one.dead > 0)
          ? make(
              'p',
              'side-foot',
              one.disabled ? button('Use it again …', () => enable(one, me)) : '',
              one.dead > 0 ? button('Try what was given up on …', () => replay(one, me)) : '',
            )
          : '',
      );
    }),
  );
}

const enable = (one, me) =>
  confirm({
    title: `Use channel ${one.channel} again`,
    record: [`Its receiver answered that it wants nothing more: ${one.disabled}. Make sure first that it does now; what waits is sent at once.`],
    by: me.label,
    verb: 'Use it again',
    send: () => command('POST', `/api/v1/channels/${encodeURIComponent(one.channel)}/enable`),
  });

const replay = (one, me) => {
  const since = field({
    name: 'since',
    label: 'Decided',
    choices: [[24, 'within 24 h'], [168, 'within 7 days'], [8760, 'within a year']].map(([hours, word]) => [String(hours), word]),
  });
  return confirm({
    title: `Try again on ${one.channel}`,
    record: [`${plural(one.dead, 'notification')} were given up on. Those chosen are sent again, old ones too.`],
    by: me.label,
    fields: [since],
    verb: 'Try again',
    send: (values) => command('POST', '/api/v1/deliveries/replay', { channel: one.channel, since: new Date(Math.floor(Date.now() / 60000) * 60000 - values.since * 3600000).toISOString() }),
  });
};
