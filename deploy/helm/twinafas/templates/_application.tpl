{{/* The file that each pod reads: the tenant's settings, and what follows from the release. */}}
{{- define "twinafas.application" -}}
{{- $absent := "not-given-to-this-role" -}}
{{- $twinafas := deepCopy .Values.settings -}}
{{- $_ := set $twinafas "tenant" .Values.tenant -}}
{{- $_ := set $twinafas "settings" (dict "authority" "file") -}}
{{- $_ := set $twinafas "encryption" (dict "master-key-file" "/etc/twinafas/secrets/secret.master-key") -}}
{{- $twinfield := dict "client-secret" (printf "${secret.twinfield-client-secret:%s}" $absent) "refresh-token" (printf "${secret.twinfield-refresh-token:%s}" $absent) -}}
{{- $_ := set $twinafas "twinfield" (mergeOverwrite (default dict $twinafas.twinfield) $twinfield) -}}
{{- $afas := ternary (dict "token" (printf "${secret.afas-token:%s}" $absent)) (dict "client-secret" (printf "${secret.afas-client-secret:%s}" $absent)) (not (empty (include "twinafas.usesAfasToken" .))) -}}
{{- $_ := set $twinafas "afas" (mergeOverwrite (default dict $twinafas.afas) $afas) -}}
{{- $notifier := default dict $twinafas.notifier -}}
{{- if include "twinafas.mailUser" . -}}
{{- $_ := set $notifier.mail "password" (printf "${secret.mail-password:%s}" $absent) -}}
{{- end -}}
{{- if .Values.channels.slack -}}
{{- $_ := set $notifier "slack" (dict "url" "${secret.slack-url:https://not-given.invalid}") -}}
{{- end -}}
{{- if .Values.channels.teams -}}
{{- $_ := set $notifier "teams" (dict "url" "${secret.teams-url:https://not-given.invalid}") -}}
{{- end -}}
{{- if .Values.channels.webhook -}}
{{- $webhook := dict "url" "${secret.webhook-url:https://not-given.invalid}" -}}
{{- if .Values.channels.webhookSigned -}}
{{- $_ := set $webhook "secret" (printf "${secret.webhook-secret:%s}" $absent) -}}
{{- end -}}
{{- $_ := set $notifier "webhook" $webhook -}}
{{- end -}}
{{- if $notifier -}}{{- $_ := set $twinafas "notifier" $notifier -}}{{- end -}}
{{- $tokens := list -}}
{{- range .Values.access.tokens -}}
{{- $tokens = append $tokens (dict "name" .name "role" .role "token" (printf "${secret.token-%s}" .name)) -}}
{{- end -}}
{{- $access := dict "tokens" $tokens -}}
{{- if .Values.access.oidc -}}{{- $_ := set $access "oidc" .Values.access.oidc -}}{{- end -}}
{{- $_ := set $twinafas "access" $access -}}
{{- if not .Values.kafka.strimzi.enabled -}}
{{- $retention := list -}}
{{- range $topic, $days := .Values.kafka.retentionDays -}}
{{- $retention = append $retention (dict "topic" $topic "keep" (printf "%dd" (int64 $days))) -}}
{{- end -}}
{{- $kafka := dict "replication-factor" (int64 .Values.kafka.topics.replicas) -}}
{{- if $retention -}}{{- $_ := set $kafka "retention" $retention -}}{{- end -}}
{{- $_ := set $twinafas "kafka" $kafka -}}
{{- end -}}
{{- $server := dict "address" "0.0.0.0" "port" 8080 -}}
{{- $watched := list "/etc/twinafas/secrets" -}}
{{- if include "twinafas.kafkaFiles" . -}}{{- $watched = append $watched "/etc/twinafas/kafka" -}}{{- end -}}
{{- $application := dict "spring" (include "twinafas.spring" . | fromYaml) "server" $server "twinafas-server" (dict "secret-folders" (join "," $watched)) "twinafas" $twinafas -}}
{{- if .Values.logFormat -}}
{{- $_ := set $application "logging" (dict "structured" (dict "format" (dict "console" .Values.logFormat))) -}}
{{- end -}}
{{- toYaml $application -}}
{{- end -}}

{{- define "twinafas.spring" -}}
config:
  import: configtree:/etc/twinafas/secrets/
kafka:
  bootstrap-servers: {{ .Values.kafka.bootstrapServers | quote }}
  security:
    protocol: {{ include "twinafas.protocol" . }}
  {{- $ca := include "twinafas.kafkaCaSecret" . }}
  {{- $certificate := eq .Values.kafka.authentication "tls" }}
  {{- if and .Values.kafka.encrypted (or $ca $certificate) }}
  ssl:
    {{- if $ca }}
    trust-store-type: PEM
    trust-store-location: file:/etc/twinafas/kafka/ca.crt
    {{- end }}
    {{- if $certificate }}
    key-store-type: PKCS12
    key-store-location: file:/etc/twinafas/kafka/user.p12
    key-store-password: ${secret.kafka-key-store-password}
    key-password: ${secret.kafka-key-store-password}
    {{- end }}
  {{- end }}
  properties:
    schema.registry.url: {{ .Values.kafka.registryUrl | quote }}
    {{- with .Values.kafka.registryUser }}
    basic.auth.credentials.source: USER_INFO
    basic.auth.user.info: {{ . }}:${secret.registry-password}
    {{- end }}
    {{- if has .Values.kafka.authentication (list "scram-sha-512" "plain") }}
    sasl.mechanism: {{ upper .Values.kafka.authentication }}
    sasl.jaas.config: ${secret.kafka-jaas}
    {{- end }}
{{- end -}}

{{- define "twinafas.protocol" -}}
{{- $sasl := has .Values.kafka.authentication (list "scram-sha-512" "plain") -}}
{{- if .Values.kafka.encrypted -}}{{ ternary "SASL_SSL" "SSL" $sasl }}{{- else -}}PLAINTEXT{{- end -}}
{{- end -}}
