package com.twinafas.twinfield.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.twinfield.Samples;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;

class MessagesTest {

    private static final ProcessXml<?> CALL = ProcessXml.offices();

    private static XmlElement sample(String name) {
        XmlElement read = Xml.parse(Samples.bytes(name));
        return read.name().equals("Envelope")
                ? Xml.parse(read.children().getFirst().children().getFirst().children().getFirst().text()
                        .getBytes(StandardCharsets.UTF_8))
                : read;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dimensions/error-dimension-does-not-exist-nl.xml",
            "dimensions/error-dimension-does-not-exist-en.xml", "salesinvoices/error-not-found-soap.xml"})
    void recognisesWhatDoesNotExist(String name) {
        XmlElement answer = sample(name);

        assertThatThrownBy(() -> Messages.check(answer, "it", CALL)).isInstanceOf(TwinfieldFailure.NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({"customers/error-office-does-not-exist.xml,De administratie bestaat niet.",
            "salesinvoices/error-invoice-type-empty.xml,Waarde mag niet leeg zijn.",
            "salesinvoices/error-invoice-type-soap.xml,Het factuurtype bestaat niet",
            "matching/matchsets-one-ok-one-failed.xml,De regel bestaat niet."})
    void findsMessagesWhereverTheyStand(String name, String message) {
        assertThat(Messages.of(sample(name))).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/error-office-does-not-exist.xml",
            "salesinvoices/error-invoice-type-soap.xml"})
    void missingOfficeOrTypeSaysNothingAboutTheRecord(String name) {
        XmlElement answer = sample(name);

        assertThatThrownBy(() -> Messages.check(answer, "it", CALL))
                .isInstanceOf(TwinfieldFailure.RecordRefused.class);
    }

    @Test
    void goodAnswersPass() {
        Messages.check(sample("customers/customer-get.xml"), "it", CALL);
    }

    @Test
    void missingRightIsAccessDenied() {
        XmlElement answer = XmlElement.of("x", "").withAttribute("result", "0").withAttribute("msg", "U heeft geen "
                + "toegang tot deze administratie");

        assertThatThrownBy(() -> Messages.check(answer, "it", CALL)).isInstanceOf(TwinfieldFailure.AccessDenied.class);
    }
}
