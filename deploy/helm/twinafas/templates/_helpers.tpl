{{- define "twinafas.fullname" -}}
{{- if contains "twinafas" .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-twinafas" (.Release.Name | trunc 41 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "twinafas.selector" -}}
app.kubernetes.io/name: twinafas
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "twinafas.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "twinafas.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
tenant: {{ .Values.tenant }}
{{- end -}}

{{- define "twinafas.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The pods of the topology, by name: the roles of each and what is its own. */}}
{{- define "twinafas.pods" -}}
{{- if eq .Values.topology "compact" -}}
compact:
  roles: [poller, mapper, writer, reader, notifier]
  api: true
  replicas: {{ .Values.replicas }}
  resources: {{ toJson .Values.resources }}
{{- else -}}
{{- range $role := list "poller" "mapper" "writer" "reader" "notifier" }}
{{- $own := index $.Values.split $role }}
{{ $role }}:
  roles: [{{ $role }}]
  {{- /* Held against the mapping's own rules are settings only where the mapper is. */}}
  api: {{ eq $role "mapper" }}
  replicas: {{ ternary $own.replicas $.Values.replicas (hasKey $own "replicas") }}
  resources: {{ toJson ($own.resources | default $.Values.split.resources) }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* Name of the pod that serves the API. */}}
{{- define "twinafas.apiPod" -}}
{{ ternary "compact" "mapper" (eq .Values.topology "compact") }}
{{- end -}}

{{/* Strimzi calls the Secret of a user as the user. */}}
{{- define "twinafas.kafkaUser" -}}
{{- include "twinafas.fullname" . -}}-kafka
{{- end -}}

{{- define "twinafas.kafkaUserSecret" -}}
{{- .Values.kafka.userSecret | default (ternary (include "twinafas.kafkaUser" .) "" .Values.kafka.strimzi.enabled) -}}
{{- end -}}

{{- define "twinafas.kafkaCaSecret" -}}
{{- .Values.kafka.caSecret | default (ternary (printf "%s-cluster-ca-cert" .Values.kafka.strimzi.cluster) "" .Values.kafka.strimzi.enabled) -}}
{{- end -}}

{{- define "twinafas.strimziNamespace" -}}
{{- .Values.kafka.strimzi.namespace | default .Release.Namespace -}}
{{- end -}}

{{- define "twinafas.strimziApiVersion" -}}
{{- if .Values.kafka.strimzi.apiVersion -}}
{{- .Values.kafka.strimzi.apiVersion -}}
{{- else if .Capabilities.APIVersions.Has "kafka.strimzi.io/v1" -}}
kafka.strimzi.io/v1
{{- else -}}
kafka.strimzi.io/v1beta2
{{- end -}}
{{- end -}}

{{- define "twinafas.usesAfasToken" -}}
{{- if not (dig "afas" "client-id" "" .Values.settings) }}true{{ end -}}
{{- end -}}

{{/* Whether anybody is told of traces. */}}
{{- define "twinafas.tellsTraces" -}}
{{- if dig "tracing" "otlp-endpoint" "" .Values.settings }}true{{ end -}}
{{- end -}}

{{- define "twinafas.hasMail" -}}
{{- if dig "notifier" "mail" "from" "" .Values.settings }}true{{ end -}}
{{- end -}}

{{- define "twinafas.mailUser" -}}
{{- dig "notifier" "mail" "user" "" .Values.settings -}}
{{- end -}}

{{- define "twinafas.hasHooks" -}}
{{- if or .Values.channels.slack .Values.channels.teams .Values.channels.webhook }}true{{ end -}}
{{- end -}}

{{/* The keys of the tenant's Secret that a pod with these roles reads: a role gets what it needs. */}}
{{- define "twinafas.secretKeys" -}}
{{- $keys := list "master-key" -}}
{{- range .root.Values.access.tokens -}}
{{- $keys = append $keys (printf "token-%s" .name) -}}
{{- end -}}
{{- with .root.Values -}}
{{- if .kafka.registryUser -}}
{{- $keys = append $keys "registry-password" -}}
{{- end -}}
{{- if has "poller" $.roles -}}
{{- $keys = concat $keys (list "twinfield-client-secret" "twinfield-refresh-token") -}}
{{- end -}}
{{- if or (has "poller" $.roles) (has "writer" $.roles) (has "reader" $.roles) -}}
{{- $keys = append $keys (ternary "afas-token" "afas-client-secret" (not (empty (include "twinafas.usesAfasToken" $.root)))) -}}
{{- end -}}
{{- if has "notifier" $.roles -}}
{{- if include "twinafas.mailUser" $.root -}}{{- $keys = append $keys "mail-password" -}}{{- end -}}
{{- if .channels.slack -}}{{- $keys = append $keys "slack-url" -}}{{- end -}}
{{- if .channels.teams -}}{{- $keys = append $keys "teams-url" -}}{{- end -}}
{{- if .channels.webhook -}}{{- $keys = append $keys "webhook-url" -}}{{- end -}}
{{- if .channels.webhookSigned -}}{{- $keys = append $keys "webhook-secret" -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $keys -}}
{{- end -}}

{{/* Whether Kafka's certificates are mounted. */}}
{{- define "twinafas.kafkaFiles" -}}
{{- if and .Values.kafka.encrypted (or (include "twinafas.kafkaCaSecret" .) (eq .Values.kafka.authentication "tls")) }}true{{ end -}}
{{- end -}}

{{/* A text with the runbooks where runbookUrl says. */}}
{{- define "twinafas.runbooks" -}}
{{- $here := "https://example.org/twinafas/docs/runbooks" -}}
{{- .text | trim | replace $here (.root.Values.runbookUrl | default $here | trimSuffix "/") -}}
{{- end -}}
