package io.rivulet.store.read;

/**
 * A pressure reading that the session's rules refused whole.
 *
 * @param session the session
 * @param device the monitor; empty text where it is not known
 * @param reading what was read, values as reported
 * @param reason a code such as IMPLAUSIBLE_PRESSURE
 * @param detail what was wrong, with the value and what is accepted
 */
public record RejectedReadingRow(
    String session, String device, PressureRow reading, String reason, String detail) {}
