package io.rivulet.alerting.intake;

import org.apache.kafka.common.TopicPartition;

/**
 * A step of one partition.
 *
 * @param from the offset reading stood at
 * @param to the offset it will stand at
 * @param lost offsets in between that Kafka no longer has
 */
record Move(TopicPartition partition, long from, long to, long lost) {}
