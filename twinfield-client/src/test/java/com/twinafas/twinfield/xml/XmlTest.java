package com.twinafas.twinfield.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.twinfield.xml.UnreadableXml.Reason;

class XmlTest {

    private static final XmlLimits SMALL = new XmlLimits(10_000, 8, 100, 4, 1000);

    static Stream<Arguments> hostile() {
        String bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;</a>";
        return Stream.of(Arguments.of(Reason.EMPTY, ""), Arguments.of(Reason.EMPTY, " \n"),
                Arguments.of(Reason.FORBIDDEN, bomb), Arguments.of(Reason.FORBIDDEN, "<!DOCTYPE a><a/>"),
                Arguments.of(Reason.FORBIDDEN, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
                Arguments.of(Reason.FORBIDDEN, "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>"),
                Arguments.of(Reason.MALFORMED, "<a>&unknown;</a>"), Arguments.of(Reason.MALFORMED, "<a><b></a></b>"),
                Arguments.of(Reason.MALFORMED, "<a/><b/>"), Arguments.of(Reason.MALFORMED, "no xml at all"),
                Arguments.of(Reason.TRUNCATED, "<a><b>text"), Arguments.of(Reason.TRUNCATED, "<a><b></b>"),
                Arguments.of(Reason.TOO_LARGE, "<a>" + "x".repeat(1001) + "</a>"),
                Arguments.of(Reason.TOO_LARGE, "<a>" + "x".repeat(10_001) + "</a>"),
                Arguments.of(Reason.TOO_LARGE, "<a>".repeat(9) + "</a>".repeat(9)),
                Arguments.of(Reason.TOO_LARGE, "<a>" + "<b/>".repeat(100) + "</a>"),
                Arguments.of(Reason.TOO_LARGE, "<a b='1' c='1' d='1' e='1' f='1'/>"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileText(Reason reason, String text) {
        var failure = catchThrowableOfType(UnreadableXml.class,
                () -> Xml.parse(text.getBytes(StandardCharsets.UTF_8), SMALL));

        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(text).isEqualTo(reason);
        assertThat(failure).hasNoCause();
    }

    @Test
    void refusesBytesThatAreNotOfTheirEncoding() {
        byte[] latin = "<?xml version='1.0' encoding='utf-8'?><a>Küppers</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(UnreadableXml.class, () -> Xml.parse(latin)).reason())
                .isEqualTo(Reason.WRONG_ENCODING);
    }

    @Test
    void readsTheEncodingThatIsDeclared() {
        assertThat(Xml
                .parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>Küppers</a>"
                        .getBytes(StandardCharsets.ISO_8859_1))
                .text()).isEqualTo("Küppers");
        assertThat(Xml.parse("\uFEFF<?xml version='1.0'?><a>Küppers</a>".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("Küppers");
        assertThat(Xml.parse("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ü</a>", SMALL).text()).isEqualTo("ü");
    }

    @Test
    void readsAnswersThatHoldVeryManyRecords() {
        // Given as many signs as stand in the records of 10,000 customers
        String records = "<r/>".repeat(1_500_000);

        // When
        XmlElement answer = Xml.parse("<a>" + Xml.escape(records) + "</a>", XmlLimits.answer(64 << 20));

        // Then
        assertThat(answer.text()).isEqualTo(records);
    }

    @Test
    void trimsValuesAndIgnoresComments() {
        XmlElement read = Xml.parse("""
                <a x=" 1 ">
                 <b>1300<!-- a remark -->
                 </b><c><![CDATA[R&D <x>]]></c></a>""".getBytes(StandardCharsets.UTF_8));

        assertThat(read.textAt("b")).isEqualTo("1300");
        assertThat(read.textAt("c")).isEqualTo("R&D <x>");
        assertThat(read.attribute("x")).isEqualTo("1");
    }

    @Test
    void writesWhatItReads() {
        XmlElement element = XmlElement
                .of("a", List.of(XmlElement.of("b", "R&D <\"x\">\n€ 😀"), XmlElement.of("c", "")))
                .withAttribute("n", "\"&\n'");

        assertThat(Xml.parse(Xml.write(element), SMALL)).isEqualTo(element);
        assertThat(Xml.write(element)).doesNotContain("\n");
    }

    @Test
    void cutsRowsOutUntouched() {
        String row = "<dimension status=\"active\">\r\n  <code >1</code><name>Ü 😀 &amp; <![CDATA[</dimension>]]></name>"
                + "<!-- <dimension> --></dimension>";
        String filler = "<dimension a='>'/>".repeat(2000);
        String answer = "<?xml version='1.0'?>\n<dimensions result='1'>\r\n" + filler + row + "\n<other>" + row
                + "</other>" + row + "</dimensions>";

        List<String> rows = cut(answer, "dimension");

        assertThat(rows).hasSize(2002);
        assertThat(rows.subList(0, 2000)).containsOnly("<dimension a='>'/>");
        assertThat(rows.subList(2000, 2002)).containsExactly(row, row);
    }

    @Test
    void cutsTheRootOfASingleRead() {
        assertThat(cut("<!-- x --><article result=\"1\"><article/></article>", "article"))
                .containsExactly("<article result=\"1\"><article/></article>");
    }

    @Test
    void cutsRowsOutOfTextThatStandsInAnotherText() {
        // Given rows that begin and end at every place of the parser's buffers
        List<String> sent = IntStream.range(0, 3000)
                .mapToObj(i -> "<row n='" + i + "'>" + "é&amp;😀\r\n".repeat(i % 17) + "<!-- > --></row>").toList();
        String envelope = "\uFEFF<e><h/>\n<r>\n  " + Xml.escape("<?xml version='1.0'?><rows>" + String.join("", sent)
                + "</rows>") + "</r><after/></e>";
        XmlSource bytes = XmlSource
                .of(() -> new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));

        // When
        XmlSource inner = bytes.textOf("r", XmlLimits.answer(1 << 20));
        Xml.check(inner, XmlLimits.answer(1 << 20));

        // Then
        assertThat(cut(inner, "row")).containsExactlyElementsOf(sent);
        assertThat(Xml.parse(bytes, XmlLimits.answer(1 << 20), Set.of("r")).children())
                .containsExactly(XmlElement.of("h", ""), XmlElement.of("r", ""), XmlElement.of("after", ""));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileTextThatStandsInAnotherText(Reason reason, String text) {
        XmlSource inner = XmlSource.of("<e>" + Xml.escape(text) + "</e>").textOf("e", XmlLimits.answer(1 << 20));

        var failure = catchThrowableOfType(UnreadableXml.class, () -> Xml.parse(inner, SMALL));

        assertThat(failure.reason()).as(text).isEqualTo(reason);
    }

    private static List<String> cut(String answer, String name) {
        return cut(XmlSource.of(answer), name);
    }

    private static List<String> cut(XmlSource answer, String name) {
        List<String> rows = new ArrayList<>();
        XmlRows.of(answer, Set.of(name)).forEachRemaining(rows::add);
        return rows;
    }
}
