package com.twinafas.writer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyQueuesTest {

    private final KeyQueues<String> queues = new KeyQueues<>();

    @Test
    void givesAKeyToOneAfterTheOther() {
        assertThat(queues.enter("a", keys("x"))).containsExactly("a");
        assertThat(queues.enter("b", keys("x"))).isEmpty();
        assertThat(queues.enter("c", keys("y"))).containsExactly("c");

        assertThat(queues.leave("a")).containsExactly("b");
        assertThat(queues.leave("b")).isEmpty();
        assertThat(queues.isHeld(new UpdateKey("x", false))).isFalse();
    }

    @Test
    void takesAllKeysAtOnceInTheOrderOfTheLog() {
        queues.enter("a", keys("x"));
        queues.enter("b", keys("x", "y"));
        assertThat(queues.enter("c", keys("y"))).as("b came first for y").isEmpty();

        assertThat(queues.leave("a")).containsExactly("b");
        assertThat(queues.leave("b")).containsExactly("c");
    }

    @Test
    void letsThoseWhoShareAKeyWorkTogether() {
        UpdateKey shared = new UpdateKey("item", true);
        assertThat(queues.enter("a", Set.of(shared))).containsExactly("a");
        assertThat(queues.enter("b", Set.of(shared))).containsExactly("b");
        assertThat(queues.enter("alone", keys("item"))).isEmpty();
        assertThat(queues.enter("c", Set.of(shared))).isEmpty();

        assertThat(queues.leave("a")).isEmpty();
        assertThat(queues.leave("b")).containsExactly("alone");
        assertThat(queues.leave("alone")).containsExactly("c");
    }

    @Test
    void givesUpAllKeysButOneAndTakesThemBackBeforeThoseWhoWait() {
        queues.enter("a", keys("a", "customer"));
        queues.enter("b", keys("b", "customer"));
        queues.enter("next of a", keys("a", "customer"));

        assertThat(queues.narrow("a", new UpdateKey("a", false))).containsExactly("b");
        assertThat(queues.widen("a")).as("b is at it").isEmpty();
        assertThat(queues.leave("b")).containsExactly("a");
        assertThat(queues.leave("a")).containsExactly("next of a");
    }

    @Test
    void doesNotWaitInACircleForOneWhoWaitsForWhatIsKept() {
        queues.enter("a", keys("a", "customer"));
        queues.enter("next of a", keys("a", "customer"));

        assertThat(queues.narrow("a", new UpdateKey("a", false))).isEmpty();
        assertThat(queues.widen("a")).containsExactly("a");
    }

    /** Whatever is parked and taken up again in between: everyone gets his turn, and no key is held twice at once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyoneGetsHisTurn(long seed) {
        Random random = new Random(seed);
        KeyQueues<Integer> many = new KeyQueues<>();
        List<Set<UpdateKey>> wanted = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        List<Integer> parked = new ArrayList<>();
        Set<String> busy = new HashSet<>();
        int done = 0;
        for (int i = 0; i < 300; i++) {
            Set<UpdateKey> keys = new LinkedHashSet<>(keys("own" + i % 100));
            keys.add(new UpdateKey("customer" + random.nextInt(10), false));
            keys.add(new UpdateKey("item" + random.nextInt(5), random.nextInt(10) > 0));
            wanted.add(keys);
            free.addAll(many.enter(i, keys));
            check(wanted, free, busy, seed);
            while (!free.isEmpty() && random.nextInt(3) > 0) {
                Integer one = free.remove(/* index */ random.nextInt(free.size()));
                if (random.nextInt(4) == 0) {
                    parked.add(one);
                    free.addAll(many.narrow(one, new UpdateKey("own" + one % 100, false)));
                } else {
                    done++;
                    free.addAll(many.leave(one));
                }
                if (!parked.isEmpty() && random.nextBoolean()) {
                    free.addAll(many.widen(parked.remove(/* index */ random.nextInt(parked.size()))));
                }
                check(wanted, free, busy, seed);
            }
        }
        while (!free.isEmpty() || !parked.isEmpty()) {
            if (free.isEmpty()) {
                free.addAll(many.widen(parked.removeFirst()));
            } else {
                done++;
                free.addAll(many.leave(free.removeFirst()));
            }
            check(wanted, free, busy, seed);
        }
        assertThat(done).as("seed %s", seed).isEqualTo(300);
        assertThat(many.size()).isZero();
    }

    private static void check(List<Set<UpdateKey>> wanted, List<Integer> free, Set<String> busy, long seed) {
        busy.clear();
        Set<String> shared = new HashSet<>();
        for (Integer one : free) {
            for (UpdateKey key : wanted.get(one)) {
                boolean first = (key.shared() ? shared : busy).add(key.name()) || key.shared();
                boolean mixed = (key.shared() ? busy : shared).contains(key.name());
                assertThat(first && !mixed).as("seed %s: %s is held twice", seed, key.name()).isTrue();
            }
        }
    }

    private static Set<UpdateKey> keys(String... names) {
        Set<UpdateKey> keys = new LinkedHashSet<>();
        for (String name : names) {
            keys.add(new UpdateKey(name, false));
        }
        return keys;
    }
}
