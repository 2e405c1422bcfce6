package com.twinafas.afas.requirement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;
import com.twinafas.afas.requirement.ConnectorNeed.Kind;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/**
 * Compares needs with the live metadata (afas-api §1.3), and reads one row of each GetConnector, because one that is
 * listed can still be blocked or kept from the user. Whether an UpdateConnector that is listed may be written with can
 * only be found by writing, which this never does.
 */
public final class Requirements {

    private final Afas afas;

    public Requirements(Afas afas) {
        this.afas = afas;
    }

    /**
     * Every connector, field and right that is missing, all at once.
     *
     * @throws AfasFailure when AFAS does not let us in or cannot be reached: then nothing can be said
     */
    public List<Cause> missing(Collection<ConnectorNeed> needs) {
        Metainfo offered = afas.metainfo();
        List<Cause> missing = new ArrayList<>();
        for (ConnectorNeed need : needs) {
            Set<String> listed = need.kind() == Kind.GET ? offered.getConnectors() : offered.updateConnectors();
            if (!listed.contains(need.connector())) {
                missing.add(broken(need.label()));
            } else {
                missing.addAll(missing(need));
            }
        }
        return missing.stream().distinct().toList();
    }

    private List<Cause> missing(ConnectorNeed need) {
        try {
            ConnectorFields fields = need.kind() == Kind.GET
                    ? afas.getConnector(need.connector())
                    : afas.updateConnector(need.connector());
            List<Cause> missing = new ArrayList<>(need.fields().stream().filter(field -> !has(fields, field))
                    .map(field -> broken(need.label() + ", " + field)).toList());
            if (need.kind() == Kind.GET) {
                readOneRow(need, fields);
            }
            return missing;
        } catch (AfasFailure.ContractBroken | AfasFailure.Refused | AfasFailure.Unauthorized refused) {
            return List.of(Cause.of(FailureCode.AFAS_CONNECTOR_REFUSED, "connector", need.label()));
        }
    }

    private void readOneRow(ConnectorNeed need, ConnectorFields fields) {
        Set<String> columns = fields.fields().keySet();
        Optional<String> order = need.fields().stream().filter(columns::contains).findFirst()
                .or(() -> columns.stream().findFirst());
        order.ifPresent(column -> afas.read(new GetQuery(need.connector(), List.of(), List.of(column), 1)));
    }

    private static boolean has(ConnectorFields fields, String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return fields.fields().containsKey(path);
        }
        ConnectorFields nested = fields.objects().get(path.substring(0, slash));
        return nested != null && has(nested, path.substring(slash + 1));
    }

    private static Cause broken(String what) {
        return Cause.of(FailureCode.AFAS_CONTRACT_BROKEN, "what", what);
    }
}
