package io.rivulet.streams.session;

import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpHistory;

/**
 * Where the rules stand that follow the samples of one pump in one session. A rule more is a field
 * more, here, in {@link PumpStandingRule} and in {@link PumpStandingCodec}.
 *
 * @param book the account
 * @param history when it moved what, and what it said
 */
record PumpStanding(PumpBook book, PumpHistory history) {}
