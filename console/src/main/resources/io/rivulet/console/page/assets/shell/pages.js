// The pages and whom they are for. A page is listed for whoever has one of its permissions.

export const PAGES = [
  { id: 'sessions', path: '/sessions', title: 'Sessions', may: ['SEE_SESSIONS'], key: 's' },
  { id: 'alerts', path: '/alerts', title: 'Alerts', may: ['SEE_ALERTS'], key: 'a' },
  { id: 'on-call', path: '/on-call', title: 'On call', may: ['SEE_ALERTS'], key: 'o' },
  { id: 'fleet', path: '/fleet', title: 'Fleet', may: ['SEE_FLEET'], key: 'f' },
  { id: 'history', path: '/history', title: 'History', may: ['SEE_HISTORY'], key: 'h' },
  { id: 'cohorts', path: '/cohorts', title: 'Cohorts', may: ['MANAGE_COHORTS'], key: 'c' },
  { id: 'burden', path: '/burden', title: 'Alarm burden', may: ['SEE_BURDEN'], key: 'b' },
  { id: 'backtest', path: '/backtest', title: 'Backtest', may: ['RUN_BACKTEST'], key: 't' },
  { id: 'limits', path: '/limits', title: 'Limits', may: ['SEE_LIMITS'], key: 'l' },
  { id: 'admin', path: '/admin', title: 'Administration', may: ['MANAGE_USERS', 'SEE_AUDIT'], key: 'm' },
];

/** Those of a caller. */
export const pagesFor = (me) => PAGES.filter((page) => page.may.some((permission) => me.may(permission)));
