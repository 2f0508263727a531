package io.rivulet.ingest.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.testkit.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AcknowledgementQueueTest {
  private static final int CAPACITY = 16;

  @Test
  void releasesACompletedHeadWithTheRunOfCompletedOnesBehindIt() {
    AcknowledgementQueue queue = new AcknowledgementQueue(CAPACITY);
    long generation = queue.newGeneration();
    Ticket first = queue.accept(generation, 1, 0);
    Ticket second = queue.accept(generation, 2, 0);
    Ticket third = queue.accept(generation, 3, 0);

    assertThat(queue.complete(second)).isEmpty();
    assertThat(queue.complete(first)).containsExactly(first, second);
    assertThat(queue.inFlight()).isEqualTo(1);
    assertThat(queue.complete(third)).containsExactly(third);
    assertThat(queue.inFlight()).isZero();
  }

  @Test
  @Requirement("BRIDGE-008")
  void neverAcknowledgesAPacketIdentifierOnALaterConnection() {
    AcknowledgementQueue queue = new AcknowledgementQueue(CAPACITY);
    Ticket old = queue.accept(queue.newGeneration(), 7, 0);

    long generation = queue.newGeneration();
    Ticket redelivered = queue.accept(generation, 7, 0);

    assertThat(queue.isFenced(old)).isTrue();
    assertThat(queue.complete(old)).isEmpty();
    assertThat(queue.inFlight()).isEqualTo(1);
    assertThat(queue.complete(redelivered)).containsExactly(redelivered);
  }

  @Test
  void neverAcknowledgesAMessageAcceptedAfterItsConnectionEnded() {
    AcknowledgementQueue queue = new AcknowledgementQueue(CAPACITY);
    long ended = queue.newGeneration();
    queue.newGeneration();

    Ticket late = queue.accept(ended, 1, 0);

    assertThat(queue.inFlight()).isZero();
    assertThat(queue.complete(late)).isEmpty();
  }

  @Test
  void acknowledgesATicketOnceThoughItIsCompletedTwice() {
    AcknowledgementQueue queue = new AcknowledgementQueue(CAPACITY);
    Ticket ticket = queue.accept(queue.newGeneration(), 1, 0);

    assertThat(queue.complete(ticket)).containsExactly(ticket);
    assertThat(queue.complete(ticket)).isEmpty();
  }

  @Test
  void refusesMoreThanTheReceiveMaximum() {
    AcknowledgementQueue queue = new AcknowledgementQueue(1);
    long generation = queue.newGeneration();
    Ticket only = queue.accept(generation, 1, 0);

    assertThatIllegalStateException()
        .isThrownBy(() -> queue.accept(generation, 2, 0))
        .withMessageContaining("more than 1 unacknowledged");
    assertThat(queue.complete(only)).containsExactly(only);
  }

  @Test
  void refusesWhatIsNoPacketIdentifier() {
    AcknowledgementQueue queue = new AcknowledgementQueue(1);
    long generation = queue.newGeneration();

    assertThatIllegalArgumentException().isThrownBy(() -> queue.accept(generation, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> queue.accept(generation, 65_536, 0));
  }

  /** Whatever the interleaving of receipts, completions and lost connections. */
  @Property(tries = 500)
  @Requirement("BRIDGE-003")
  void acknowledgesInOrderOfReceiptOnlyWhatIsCompleteAndOnlyOnItsConnection(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
    Random random = new Random(seed);
    AcknowledgementQueue queue = new AcknowledgementQueue(CAPACITY);
    long generation = queue.newGeneration();
    List<Ticket> receivedNow = new ArrayList<>();
    List<Ticket> acknowledgedNow = new ArrayList<>();
    List<Ticket> open = new ArrayList<>();
    List<Ticket> completed = new ArrayList<>();

    for (int step = 0; step < steps; step++) {
      int choice = random.nextInt(20);
      if (choice == 0) {
        generation = queue.newGeneration();
        receivedNow.clear();
        acknowledgedNow.clear();
      } else if (choice < 10 && queue.inFlight() < CAPACITY) {
        Ticket ticket = queue.accept(generation, 1 + random.nextInt(CAPACITY), step);
        receivedNow.add(ticket);
        open.add(ticket);
      } else if (!open.isEmpty()) {
        Ticket ticket = open.remove(random.nextInt(open.size()));
        completed.add(ticket);
        acknowledgedNow.addAll(queue.complete(ticket));
      }
      assertThat(acknowledgedNow).isEqualTo(receivedNow.subList(0, acknowledgedNow.size()));
      assertThat(completed).containsAll(acknowledgedNow);
      assertThat(queue.inFlight()).isEqualTo(receivedNow.size() - acknowledgedNow.size());
    }
    for (Ticket ticket : open) {
      acknowledgedNow.addAll(queue.complete(ticket));
    }
    assertThat(acknowledgedNow).isEqualTo(receivedNow);
  }
}
