// What is looked at, as it stands in the address: a link leads to the same devices in the same order.

const LISTS = ['need', 'state', 'clock', 'site', 'model', 'firmware'];

/** Without anything in the address, what needs somebody comes first. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const view = Object.fromEntries(LISTS.map((name) => [name, query.getAll(name)]));
  const bare = !LISTS.some((name) => query.has(name)) && !query.has('search') && !query.has('sort') && !query.has('all');
  const sort = query.get('sort') ?? (bare ? '-needs' : 'device');
  return { ...view, need: bare ? ['any'] : view.need, search: query.get('search') ?? '', sort };
}

export function writeAddress(view) {
  const query = new URLSearchParams();
  const kept = new URLSearchParams(location.search).get('theme');
  for (const name of LISTS) {
    view[name].forEach((value) => query.append(name, value));
  }
  if (view.search) {
    query.set('search', view.search);
  }
  query.set('sort', view.sort);
  if (!LISTS.some((name) => view[name].length > 0)) {
    query.set('all', '');
  }
  if (kept) {
    query.set('theme', kept);
  }
  history.replaceState(null, '', `?${query}`);
}

/** The same as the API takes it. */
export function asQuery(view) {
  const query = Object.fromEntries(LISTS.map((name) => [name, view[name]]));
  return { ...query, search: view.search.trim() };
}

export const ordered = (view) => ({ sort: view.sort.replace(/^-/, ''), order: view.sort.startsWith('-') ? 'desc' : 'asc' });
export const lists = LISTS;
