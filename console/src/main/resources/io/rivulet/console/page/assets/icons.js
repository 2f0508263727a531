// Shapes that tell states apart without colour.

const NS = 'http://www.w3.org/2000/svg';

const PATHS = {
  high: 'M5.200 1h5.600L15 5.200v5.600L10.800 15H5.200L1 10.800V5.200zM7.100 4l.4 5h1l.4-5zM8 12.300a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  medium: 'M8 1.200 15.400 14.500H.6zM7.200 5.800l.3 4.300h1l.3-4.300zM8 12.900a.95.95 0 1 0 0-1.900.95.95 0 0 0 0 1.900z',
  low: 'M8 1.300 14.700 8 8 14.700 1.300 8zM7.200 4.800l.3 4.200h1l.3-4.200zM8 11.600a.9.9 0 1 0 0-1.800.9.9 0 0 0 0 1.800z',
  up: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7.100 11.300 3.900 8.100l1.100-1.100 2.100 2.100L11 5.200l1.100 1.100z',
  degraded: 'M8 1.200 15.400 14.500H.6zM7.200 5.800l.3 4.300h1l.3-4.300zM8 12.900a.95.95 0 1 0 0-1.900.95.95 0 0 0 0 1.900z',
  down: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM11.300 10.200l-1.100 1.100L8 9.100l-2.200 2.200-1.100-1.100L6.900 8 4.700 5.800l1.100-1.100L8 6.900l2.200-2.200 1.100 1.100L9.100 8z',
  unknown: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM3.800 7.250h8.400v1.500H3.800z',
  run: 'M4 2.500 13.500 8 4 13.500z',
  bolus: 'M2 2.500 8 8l-6 5.500zM8 2.500 14 8l-6 5.500z',
  kvo: 'M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  hold: 'M4 2.500h3v11H4zM9 2.500h3v11H9z',
  stop: 'M3 3h10v10H3z',
  clock: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7.200 4h1.600v3.700l2.600 1.500-.8 1.400-3.400-2z',
  theme: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 2.600v10.800a5.400 5.400 0 0 1 0-10.800z',
  close: 'M3.500 2.300 8 6.800l4.500-4.500 1.200 1.200L9.200 8l4.500 4.500-1.200 1.200L8 9.200l-4.500 4.500-1.200-1.200L6.800 8 2.300 3.500z',
  sort: 'M8 3l5.500 8h-11z',
  menu: 'M2 3h12v2H2zM2 7h12v2H2zM2 11h12v2H2z',
  help: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 12.700a1 1 0 1 1 0-2 1 1 0 0 1 0 2zM8.800 9.600H7.200V8.700c0-1 .6-1.500 1.200-1.900.6-.4.900-.7.900-1.200 0-.6-.5-1-1.200-1-.8 0-1.300.5-1.400 1.200l-1.600-.2C5.300 4.100 6.500 3.200 8.100 3.200c1.700 0 2.800.9 2.800 2.300 0 1.200-.8 1.700-1.400 2.100-.5.4-.7.600-.7 1.100z',
  user: 'M8 1.500a3.200 3.200 0 1 0 0 6.400 3.200 3.200 0 0 0 0-6.400zM2 14.500c0-3.300 2.700-5.500 6-5.500s6 2.200 6 5.500z',
};

/** A small drawing beside a text that says the same. */
export function icon(name) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NS, 'path');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  const shape = PATHS[name] ?? PATHS.unknown;
  const path = svg.firstElementChild;
  if (path.getAttribute('d') !== shape) {
    path.setAttribute('d', shape);
  }
}
