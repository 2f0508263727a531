package io.rivulet.alerting.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a relay's refusal means: 4xx may be taken another time, 5xx never. A login that fails and a
 * relay that does not greet are about the relay, not about the mail, and are tried again.
 */
final class SmtpAnswer {
  private static final int DEEPEST = 100;

  private SmtpAnswer() {}

  static Outcome outcome(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return Outcome.failed("the relay does not take user and password: " + said(failure));
    }
    if (failure instanceof SendFailedException sent
        && sent.getValidSentAddresses() != null
        && sent.getValidSentAddresses().length > 0) {
      return new Outcome.Taken("taken for some receivers, not for others: " + said(failure));
    }
    List<Integer> codes = codes(failure);
    if (codes.isEmpty()) {
      return Outcome.failed(
          failure.getNextException() == null
              ? "the relay could not be used: " + said(failure)
              : NetworkFailure.words(failure.getNextException()));
    }
    boolean mayBeTakenLater = codes.stream().anyMatch(code -> code < 500);
    if (!mayBeTakenLater) {
      return new Outcome.Refused("the relay refuses it: " + said(failure));
    }
    boolean aboutReceivers = !(failure instanceof SMTPSenderFailedException);
    return new Outcome.Failed(
        "the relay does not take it now: " + said(failure),
        Optional.empty(),
        aboutReceivers ? Outcome.Scope.NOTIFICATION : Outcome.Scope.CHANNEL);
  }

  /** What the relay answered to the sender, each receiver and the mail, as far as it refused. */
  private static List<Integer> codes(MessagingException failure) {
    List<Integer> ofReceivers = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    Exception next = failure;
    for (int depth = 0; next != null && depth < DEEPEST; depth++) {
      if (next instanceof SMTPAddressFailedException address) {
        ofReceivers.add(address.getReturnCode());
      } else if (next instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
        others.add(send.getReturnCode());
      } else if (next instanceof SMTPSenderFailedException sender) {
        others.add(sender.getReturnCode());
      }
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return ofReceivers.isEmpty() ? others : ofReceivers;
  }

  private static String said(MessagingException failure) {
    StringBuilder said = new StringBuilder();
    Exception next = failure;
    for (int depth = 0; next != null && depth < DEEPEST; depth++) {
      said.append(said.isEmpty() ? "" : "; ").append(String.valueOf(next.getMessage()).strip());
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return said.toString();
  }
}
