// A course, and what is added to it: lists of items that have a key each.

const LISTS = [
  'phases', 'weights', 'plans', 'orders', 'limits', 'bindings', 'charted', 'observations', 'doses', 'pumps', 'vitals', 'gaps',
  'excursions', 'alerts', 'devices',
];

/** Where an item has its place among others. */
const placeOf = (item) => item.at ?? item.from ?? item.start ?? '';

/** Adds what a delta has. Later news of the same key takes its place, unless its revision is lower. */
export function addTo(course, delta) {
  for (const name of LISTS) {
    const news = delta[name];
    if (!news?.length) {
      continue;
    }
    const list = course[name] ?? (course[name] = []);
    const places = placesOf(course, name, list);
    let sorted = true;
    for (const item of news) {
      const place = places.get(item.key);
      if (place === undefined) {
        sorted &&= list.length === 0 || Date.parse(placeOf(list[list.length - 1])) <= Date.parse(placeOf(item));
        places.set(item.key, list.length);
        list.push(item);
      } else if ((item.revision ?? 0) >= (list[place].revision ?? 0)) {
        list[place] = item;
      }
    }
    if (!sorted) {
      list.sort((a, b) => Date.parse(placeOf(a)) - Date.parse(placeOf(b)) || (a.key < b.key ? -1 : 1));
      course.places.delete(name);
    }
  }
  return course;
}

/** Where each key is in a list, kept beside the course so that a delta costs no walk through it. */
function placesOf(course, name, list) {
  if (!course.places) {
    Object.defineProperty(course, 'places', { value: new Map() });
  }
  let places = course.places.get(name);
  if (!places) {
    places = new Map(list.map((item, place) => [item.key, place]));
    course.places.set(name, places);
  }
  return places;
}
