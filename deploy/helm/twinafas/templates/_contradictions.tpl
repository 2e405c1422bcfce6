{{/* What the schema cannot say: what each by itself is right and together cannot work. */}}
{{- define "twinafas.contradictions" -}}
{{- $values := .Values -}}
{{- $afas := default dict $values.settings.afas -}}
{{- $catalogue := .Files.Get "files/topics.yaml" | fromYamlArray -}}
{{- if $values.externalSecret.enabled -}}
{{- if or (not $values.externalSecret.store.name) (not $values.externalSecret.path) -}}
{{- fail "externalSecret is enabled: say where it reads from with externalSecret.store.name and externalSecret.path" -}}
{{- end -}}
{{- end -}}
{{- if and (not $values.access.tokens) (not $values.access.oidc) -}}
{{- fail "access.tokens and access.oidc are empty: nobody could ask a pod for anything, and it would not start. Name a token or a provider" -}}
{{- end -}}
{{- $names := list -}}
{{- range $values.access.tokens -}}{{- $names = append $names .name -}}{{- end -}}
{{- if ne (len $names) (len (uniq $names)) -}}
{{- fail "access.tokens names somebody twice" -}}
{{- end -}}
{{- if and $values.podMonitor.enabled (not (has $values.podMonitor.token $names)) -}}
{{- fail (printf "podMonitor.token is %s, which is not one of access.tokens: Prometheus would be refused" $values.podMonitor.token) -}}
{{- end -}}
{{- if and $values.podMonitor.enabled $values.networkPolicy.enabled (not $values.networkPolicy.monitoring) -}}
{{- fail "podMonitor is enabled and networkPolicy.monitoring is empty: the policy would keep Prometheus out. Name its namespace" -}}
{{- end -}}
{{- if and $values.channels.webhookSigned (not $values.channels.webhook) -}}
{{- fail "channels.webhookSigned is on and channels.webhook is off: there is nothing to sign" -}}
{{- end -}}
{{- if $values.kafka.strimzi.enabled -}}
{{- if not (has $values.kafka.authentication (list "tls" "scram-sha-512")) -}}
{{- fail (printf "kafka.authentication is %s, which Strimzi makes no user for: choose tls or scram-sha-512" $values.kafka.authentication) -}}
{{- end -}}
{{- if eq $values.secrets.name (include "twinafas.kafkaUser" .) -}}
{{- fail (printf "secrets.name is %s: Strimzi writes the certificate of the tenant's user into a Secret of that name. Call it otherwise" $values.secrets.name) -}}
{{- end -}}
{{- if lt (int $values.kafka.topics.replicas) (int $values.kafka.topics.minInSyncReplicas) -}}
{{- fail "kafka.topics.minInSyncReplicas is more than kafka.topics.replicas: nothing could be written" -}}
{{- end -}}
{{- if and (ne (include "twinafas.strimziNamespace" .) .Release.Namespace) (or (not $values.kafka.userSecret) (not $values.kafka.caSecret)) -}}
{{- fail (printf "kafka.strimzi.namespace is %s and the release is in %s: a pod reads Secrets of its own namespace only. Bring both there and name them with kafka.userSecret and kafka.caSecret" $values.kafka.strimzi.namespace .Release.Namespace) -}}
{{- end -}}
{{- else if and (ne $values.kafka.authentication "none") (not $values.kafka.userSecret) -}}
{{- fail (printf "kafka.authentication is %s: name the Secret that it takes with kafka.userSecret" $values.kafka.authentication) -}}
{{- end -}}
{{- range $topic, $days := $values.kafka.retentionDays -}}
{{- $found := dict -}}
{{- range $catalogue -}}{{- if eq .name $topic -}}{{- $found = . -}}{{- end -}}{{- end -}}
{{- if not $found -}}
{{- fail (printf "kafka.retentionDays.%s: there is no such topic" $topic) -}}
{{- end -}}
{{- if eq (index $found.config "cleanup.policy") "compact" -}}
{{- fail (printf "kafka.retentionDays.%s: the topic keeps the last record of each key, for ever" $topic) -}}
{{- end -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled (include "twinafas.tellsTraces" .) (not $values.networkPolicy.tracing.namespaces) (not $values.networkPolicy.tracing.addresses) -}}
{{- fail "settings.tracing.otlp-endpoint is set and networkPolicy.tracing is empty: the policy would keep traces in. Name the namespaces or addresses of the receiver" -}}
{{- end -}}
{{- if and $values.ingress.enabled (or (not $values.ingress.host) (not $values.ingress.tlsSecret)) -}}
{{- fail "ingress is enabled: it needs ingress.host and ingress.tlsSecret, as every request carries a token" -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled $values.networkPolicy.cilium.enabled (or (include "twinafas.hasMail" .) (include "twinafas.hasHooks" .) $values.access.oidc) (not $values.networkPolicy.cilium.names) -}}
{{- fail "networkPolicy.cilium.names is empty: the mail server, the channels and the provider could not be reached. Name their hosts" -}}
{{- end -}}
{{- end -}}
