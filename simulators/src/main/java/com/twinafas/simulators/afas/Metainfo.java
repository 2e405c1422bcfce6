package com.twinafas.simulators.afas;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.twinafas.simulators.afas.reading.GetConnectors;
import com.twinafas.simulators.afas.writing.UpdateConnectors;

/** The list of what the app connector grants (afas-api §1.3). */
final class Metainfo {

    private Metainfo() {
    }

    static ObjectNode environment(GetConnectors reading, UpdateConnectors writing) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode update = answer.putArray("updateConnectors");
        writing.all().forEach(id -> update.addObject().put("id", id).put("description", writing.description(id)));
        ArrayNode get = answer.putArray("getConnectors");
        reading.all().forEach(
                connector -> get.addObject().put("id", connector.id()).put("description", connector.description()));
        answer.putObject("info").put("envid", "O12345AA").put("appName", "TwinAfas")
                .put("group", "Koppelingen (12345.TWINAFAS)").put("tokenExpiry", "0");
        return answer;
    }
}
