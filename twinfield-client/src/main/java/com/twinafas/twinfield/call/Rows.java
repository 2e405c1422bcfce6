package com.twinafas.twinfield.call;

import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlLimits;
import com.twinafas.twinfield.xml.XmlRows;
import com.twinafas.twinfield.xml.XmlSource;

/**
 * The records of an answer with many. There may be tens of thousands, so each is read out of the answer when it is
 * asked for. The answer as a whole is known to be sound before that: no call is repeated after rows of it were used.
 */
public final class Rows implements Iterable<Row> {

    private static final Pattern CODE = Pattern.compile("<code[^>]{0,200}>\\s*([^<\\s]{1,60})\\s*</code>");

    private final XmlSource answer;
    private final String name;
    private final TwinfieldCall<?> call;

    Rows(XmlSource answer, String name, TwinfieldCall<?> call) {
        this.answer = answer;
        this.name = name;
        this.call = call;
    }

    @Override
    public Iterator<Row> iterator() {
        XmlRows texts = XmlRows.of(answer, Set.of(name));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return texts.hasNext();
            }

            @Override
            public Row next() {
                return row(texts.next());
            }
        };
    }

    /** As a stream. */
    public Stream<Row> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private Row row(String text) {
        try {
            RecordXml record = new RecordXml(text, Xml.parse(text, XmlLimits.RECORD));
            Messages.check(record.element(), call.operation(), call);
            return new Row.Usable(record);
        } catch (UnreadableXml e) {
            return new Row.Unusable(code(text), Soap.failure(e).failure());
        } catch (TwinfieldFailure e) {
            return new Row.Unusable(code(text), e.failure());
        }
    }

    private static @Nullable String code(String text) {
        Matcher code = CODE.matcher(text);
        return code.find() ? code.group(1) : null;
    }
}
