package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot work is refused before anything is installed, with a sentence that says what to do. */
class ChartRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            compact | tenant: "" | a name of at most 40 small letters, digits and hyphens
            compact | tenant: Acme B.V. | '/tenant': value must be 'a name of at most
            compact | topology: pods | '/topology': value must be one of 'compact', 'split'
            compact | tenants: acme | additional properties 'tenants' not allowed
            compact | replicas: 0 | '/replicas': minimum: got 0, want 1
            compact | replicas: "2" | '/replicas': got string, want integer
            compact | image: {repository: ""} | '/image/repository': value must be 'where the image is
            compact | image: {digest: latest} | sha256: and 64 hexadecimal digits
            compact | settings: {offices: []} | '/settings/offices': minItems: got 0, want 1
            compact | settings: {offices: [{code: 42, administration: "1"}]} | got number, want string
            compact | settings: {afas: {base-url: "https://12345.rest.afas.online"}} | an address such as https://12345.rest.afas.online/ProfitRestServices
            compact | settings: {roles: [poller]} | left out: the chart sets it, by topology
            compact | settings: {tenant: other} | left out: the chart sets it, by tenant
            compact | settings: {settings: {authority: topic}} | left out: in a cluster the release decides (authority file)
            compact | settings: {twinfield: {client-secret: geheim}} | left out: put it in the Secret of secrets.name, under the key twinfield-client-secret
            compact | settings: {twinfield: {refresh-token: geheim}} | left out: put it in the Secret of secrets.name, under the key twinfield-refresh-token
            compact | settings: {afas: {client-secret: geheim}} | left out: put it in the Secret of secrets.name, under the key afas-client-secret
            compact | settings: {encryption: {master-key: geheim}} | left out: the chart sets it, by the key master-key of the Secret
            compact | settings: {notifier: {slack: {url: "https://hooks.example.org"}}} | left out: say channels.slack, and put the address in the Secret
            compact | settings: {mapping: {file: mine.yaml}} | left out: give the text itself, with --set-file settings.mapping.text=FILE
            compact | settings: {mapping: {delivery-method: true}} | '/settings/mapping/delivery-method': got boolean, want string
            compact | settings: {mapping: {vat: [{code: VH, country: false}]}} | '/settings/mapping/vat/0/country': got boolean, want string
            compact | secrets: {name: ""} | the name of a Secret
            compact | kafka: {bootstrapServers: "kafka"} | hosts with ports, such as kafka:9093
            compact | kafka: {registryUrl: "http://user:geheim@registry"} | an address without user and password: name the user with kafka.registryUser
            compact | kafka: {authentication: tls} | none, as kafka.encrypted is false: whoever listens would have the credentials
            compact | kafka: {retentionDays: {activity: 0}} | minimum: got 0, want 1
            compact | access: {tokens: [{name: a, role: viewer, token: geheim}]} | left out: put it in the Secret of secrets.name, under the key token- and its name
            compact | access: {tokens: [{name: a, role: reader}]} | value must be one of 'viewer', 'operator', 'administrator'
            compact | access: {oidc: {issuer: "http://login.example.org", audience: twinafas}} | an address that begins with https://
            compact | runbookUrl: docs/runbooks | an address such as https://git.example.org/twinafas/docs/runbooks
            compact | terminationGracePeriodSeconds: 5 | minimum: got 5, want 45
            compact | access: {tokens: []} | nobody could ask a pod for anything, and it would not start. Name a token or a provider
            compact | access: {tokens: [{name: a, role: viewer}, {name: a, role: operator}]} | access.tokens names somebody twice
            compact | podMonitor: {enabled: true, token: nobody} | podMonitor.token is nobody, which is not one of access.tokens
            compact | {podMonitor: {enabled: true}, networkPolicy: {monitoring: ""}} | the policy would keep Prometheus out. Name its namespace
            compact | channels: {webhookSigned: true} | channels.webhook is off: there is nothing to sign
            compact | kafka: {authentication: plain, encrypted: true} | name the Secret that it takes with kafka.userSecret
            compact | kafka: {retentionDays: {afas.delivery: 30}} | kafka.retentionDays.afas.delivery: the topic keeps the last record of each key, for ever
            compact | kafka: {retentionDays: {nothing: 30}} | kafka.retentionDays.nothing: there is no such topic
            compact | externalSecret: {enabled: true} | say where it reads from with externalSecret.store.name and externalSecret.path
            compact | settings: {tracing: {otlp-endpoint: "http://collector.observability:4318"}} | the policy would keep traces in. Name the namespaces or addresses of the receiver
            compact | ingress: {enabled: true, host: twinafas.example.org} | it needs ingress.host and ingress.tlsSecret
            strimzi | kafka: {strimzi: {cluster: ""}} | the name of the Kafka cluster, as kafka.strimzi.enabled is true
            strimzi | kafka: {authentication: plain} | kafka.authentication is plain, which Strimzi makes no user for: choose tls or scram-sha-512
            strimzi | kafka: {topics: {replicas: 1}} | kafka.topics.minInSyncReplicas is more than kafka.topics.replicas
            strimzi | kafka: {strimzi: {namespace: kafka}} | a pod reads Secrets of its own namespace only
            strimzi | secrets: {name: acme-twinafas-kafka} | Strimzi writes the certificate of the tenant's user into a Secret of that name
            strimzi | networkPolicy: {cilium: {enabled: true}} | networkPolicy.cilium.names is empty
            """)
    void refusesWhatCannotWork(String example, String values, String sentence) {
        assertThatThrownBy(() -> Chart.render(Chart.example(example), values)).hasMessageContaining(sentence);
    }
}
