package com.twinafas.mapper.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.mapper.Given;
import com.twinafas.twinfield.xml.XmlElement;

class RawPathTest {

    private static final XmlElement RECORD = Given.xml("<a x='1'><b y='2' z=''>3</b><b>4</b><c><d>5</d></c><e/></a>");

    @Test
    void leadsToTheFirstText() {
        assertThat(text("b")).isEqualTo("3");
        assertThat(text("b@y")).isEqualTo("2");
        assertThat(text("@x")).isEqualTo("1");
        assertThat(text("c/d")).isEqualTo("5");
        assertThat(text("c/d?")).isEqualTo("5");
    }

    @Test
    void leadsNowhereWhereThereIsNoText() {
        assertThat(RawPath.parse("e").orElseThrow().textIn(RECORD)).isNull();
        assertThat(RawPath.parse("b@z").orElseThrow().textIn(RECORD)).isNull();
        assertThat(RawPath.parse("b@w").orElseThrow().textIn(RECORD)).isNull();
        assertThat(RawPath.parse("f/g@h").orElseThrow().textIn(RECORD)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "b@y", "@x", "/header/code", "/@status", "lines/line/vatcode@name?",
            "new-thing/x_y.z"})
    void readsAsItIsWritten(String path) {
        assertThat(RawPath.parse(path).orElseThrow()).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a//b", "a/", "@", "a@", "a@b@c", "a b", "a??", "?", "//a", "../a", "a[1]",
            "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u"})
    void refusesWhatIsNoPath(String path) {
        assertThat(RawPath.parse(path)).isEmpty();
    }

    private static String text(String path) {
        return String.valueOf(RawPath.parse(path).orElseThrow().textIn(RECORD));
    }
}
