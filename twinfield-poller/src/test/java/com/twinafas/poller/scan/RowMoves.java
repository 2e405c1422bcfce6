package com.twinafas.poller.scan;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

/** Somebody at Twinfield's keyboard moves rows of a list between two of its parts that the poller reads. */
record RowMoves(Rig rig, String office, RecordKind kind, Random random) {

    private static final Duration UNTIL_NEXT_COMPLETE_LIST = Duration.ofHours(25);

    /** How rows move. */
    enum Move {
        /** Nothing changes but the order. */
        OTHER_ORDER,
        /** A record that was seen goes and another comes at the end: all between them move up. */
        ONE_GOES_ONE_COMES,
        /** Records stand in another period, of which the list was or will be read. */
        OTHER_PERIOD
    }

    void arrange(String name, Move move) {
        rig.clock().pass(UNTIL_NEXT_COMPLETE_LIST);
        FaultRule rule = switch (move) {
            case OTHER_ORDER -> inLaterPage(name, this::turn);
            case ONE_GOES_ONE_COMES -> {
                String known = code("0");
                put(known, RecordStatus.ACTIVE);
                yield inLaterPage(name, () -> {
                    put(known, RecordStatus.DELETED);
                    put(code("zz"), RecordStatus.ACTIVE);
                });
            }
            case OTHER_PERIOD -> FaultRule.of(name, new Fault.Meanwhile(this::toOtherPeriod))
                    .body("fin\\.trs\\.head\\.yearperiod").from(2 + random.nextInt(3)).times(3);
        };
        rig.faults().add(rule);
    }

    private FaultRule inLaterPage(String name, Runnable change) {
        return FaultRule.of(name, new Fault.Meanwhile(change)).body("<firstRow>([2-9]|\\d\\d)")
                .nth(1 + random.nextInt(2));
    }

    private void turn() {
        books().turnLists(books().turned() + (random.nextBoolean() ? 1 : -1));
    }

    /** A new one each time; the same prefix sorts together. */
    private String code(String prefix) {
        return prefix + random.nextInt(1_000, 10_000);
    }

    private void put(String code, RecordStatus status) {
        if (kind == RecordKind.ARTICLE) {
            books().putArticle(office, books().articles(office).getLast().withCode(code).withStatus(status));
        } else if (books().relation(office, Relation.CUSTOMER, code).isEmpty()) {
            books().addCustomer(office, books().customers(office).getFirst().withCode(code));
        } else {
            books().deleteCustomer(office, code);
        }
    }

    /** Of one year, as its number says. */
    private void toOtherPeriod() {
        List<Transaction> all = books().transactions(office);
        Transaction any = all.get(random.nextInt(all.size()));
        books().changeTransaction(office, any.daybook(), any.number(),
                transaction -> transaction.withDate(transaction.date().withMonth(1 + random.nextInt(12))));
    }

    private TwinfieldBooks books() {
        return rig.simulator().books();
    }
}
