package io.rivulet.alerting.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.oncall.ContactMethod;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactMaskTest {
  @Test
  @Requirement("CALL-006")
  void anAddressIsKnownAgainByItsOwnerOnly() {
    assertThat(ContactMask.mask("anna.perera@clinic.example")).isEqualTo("a***@c***");
    assertThat(ContactMask.mask("+94771234567")).isEqualTo("***67");
    assertThat(ContactMask.mask("12")).isEqualTo("***");
    assertThat(ContactMask.mask("@x")).isEqualTo("***");
    assertThat(
            ContactMask.words(
                new ContactMethod("mail", "anna@clinic.example", Set.of(AlertPriority.HIGH))))
        .isEqualTo("mail a***@c*** (high)");
  }
}
