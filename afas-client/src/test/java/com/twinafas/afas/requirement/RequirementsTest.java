package com.twinafas.afas.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;

class RequirementsTest {

    private final OfferedAfas afas = new OfferedAfas();

    @Test
    void findsNothingMissingWhenAllIsThere() {
        assertThat(new Requirements(afas).missing(List.of(ConnectorNeed.get("Profit_Debtor", "DebtorId", "Email"),
                ConnectorNeed.update("FbSales", "DbId", "FbSalesLines/ItCd")))).isEmpty();

        assertThat(afas.reads).singleElement().satisfies(query -> {
            assertThat(query.limit()).isEqualTo(1);
            assertThat(query.orderBy()).containsExactly("DebtorId");
        });
    }

    @Test
    void namesEveryConnectorFieldAndRightThatIsMissing() {
        // When
        List<Cause> missing = new Requirements(afas).missing(List.of(ConnectorNeed.get("Profit_Article", "ItemCode"),
                ConnectorNeed.get("Profit_Debtor", "DebtorId", "Own_Field"), ConnectorNeed.get("Blocked", "A"),
                ConnectorNeed.update("FbSales", "RfCs", "FbSalesLines/Ds", "Other/X"),
                ConnectorNeed.update("FiEntries", "Year"), ConnectorNeed.update("FiEntries", "Peri")));

        // Then
        assertThat(missing).extracting(Cause::code, cause -> cause.parameters().values().iterator().next())
                .containsExactly(
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN, "GetConnector Profit_Article"),
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN,
                                "GetConnector Profit_Debtor, Own_Field"),
                        tuple(FailureCode.AFAS_CONNECTOR_REFUSED, "GetConnector Blocked"),
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN,
                                "UpdateConnector FbSales, FbSalesLines/Ds"),
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN, "UpdateConnector FbSales, Other/X"),
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN, "UpdateConnector FbSales, RfCs"),
                        tuple(FailureCode.AFAS_CONTRACT_BROKEN, "UpdateConnector FiEntries"));
        assertThat(missing).allSatisfy(cause -> {
            assertThat(new Sentences(Sentences.DUTCH).what(cause)).doesNotContain("?");
            assertThat(new Sentences(Sentences.ENGLISH).what(cause)).doesNotContain("?");
        });
    }

    @Test
    void saysNothingWhenAfasCannotBeReached() {
        afas.away = true;
        Requirements requirements = new Requirements(afas);
        List<ConnectorNeed> needs = List.of(ConnectorNeed.get("Profit_Debtor", "DebtorId"));

        assertThatThrownBy(() -> requirements.missing(needs)).isInstanceOf(AfasFailure.Unavailable.class);
    }

    /** An AFAS that lists three connectors, of which one is blocked. It cannot be written to. */
    private static final class OfferedAfas implements Afas {

        private final List<GetQuery> reads = new ArrayList<>();
        private boolean away;

        @Override
        public List<AfasRow> read(GetQuery query) {
            if (query.connector().equals("Blocked")) {
                throw new AfasFailure.ContractBroken("Blocked", "GET Blocked: status 500");
            }
            if (away) {
                throw new AfasFailure.Unavailable("GET: status 503", null, null);
            }
            reads.add(query);
            return List.of();
        }

        @Override
        public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
            throw new AssertionError("A check writes nothing");
        }

        @Override
        public Metainfo metainfo() {
            return new Metainfo(Set.of("Profit_Debtor", "Blocked"), Set.of("FbSales"), "O12345AA", "0");
        }

        @Override
        public ConnectorFields getConnector(String id) {
            return fields(id, Map.of(), "DebtorId", "Email", "A");
        }

        @Override
        public ConnectorFields updateConnector(String id) {
            return fields(id, Map.of("FbSalesLines", fields("FbSalesLines", Map.of(), "ItCd")), "DbId");
        }

        private static ConnectorFields fields(String id, Map<String, ConnectorFields> objects, String... names) {
            return new ConnectorFields(id, Stream.of(names).collect(Collectors.toMap(Function.identity(),
                    name -> new ConnectorFields.Field(name, "string", name, false, 0, 0, Set.of()))), objects);
        }

        @Override
        public String version() {
            return "1";
        }
    }
}
