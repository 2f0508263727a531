package io.rivulet.ingest.mqtt;

/**
 * One PUBLISH as it came over a connection.
 *
 * @param topic its topic
 * @param payload its payload; not copied
 * @param qos 0 or 1
 * @param packetId its packet identifier at QoS 1, 1 to 65,535; 0 at QoS 0
 * @param duplicate whether the broker marked it as a possible repeat
 */
@SuppressWarnings("ArrayRecordComponent")
public record Arrival(String topic, byte[] payload, int qos, int packetId, boolean duplicate) {}
