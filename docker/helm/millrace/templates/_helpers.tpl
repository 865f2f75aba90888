{{- define "millrace.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "millrace.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "millrace.fullname" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{/* All sets of pods, by name: command, and its part of the values. Calls take (dict "root" $ "name" $name "set" $set). */}}
{{- define "millrace.sets" -}}
{{- $sets := dict }}
{{- if .Values.ingest.enabled }}{{ $_ := set $sets "ingest" (mergeOverwrite (deepCopy .Values.ingest) (dict "command" "ingest")) }}{{ end }}
{{- if .Values.gateway.enabled }}{{ $_ := set $sets "gateway" (mergeOverwrite (deepCopy .Values.gateway) (dict "command" "gateway")) }}{{ end }}
{{- range $name, $product := .Values.products }}
{{- $_ := set $sets (printf "product-%s" $name) (mergeOverwrite (deepCopy $.Values.productDefaults) (deepCopy $product) (dict "command" "run")) }}
{{- end }}
{{- toYaml $sets }}
{{- end }}

{{- define "millrace.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "millrace.labels" -}}
{{ include "millrace.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* The set's own millrace.properties: its configuration over that of all, and where its secrets are mounted. */}}
{{- define "millrace.properties" -}}
{{- range $key, $value := mergeOverwrite (deepCopy .root.Values.config) (deepCopy .set.config) -}}
{{ $key }} = {{ $value }}
{{ end }}
{{- range $key, $file := mergeOverwrite (deepCopy .root.Values.secretFiles) (deepCopy .set.secretFiles) -}}
{{ $key }} = /etc/millrace/secrets/{{ $key }}
{{ end }}
{{- end }}

{{/* How the management port of a set is spoken to; a probe does not look at the certificate. */}}
{{- define "millrace.scheme" -}}
{{- $keys := concat (keys .root.Values.config) (keys .set.config) (keys .root.Values.secretFiles) (keys .set.secretFiles) -}}
{{- if or (has "management.tls.certificate.file" $keys) (has "management.tls.keystore.file" $keys) }}HTTPS{{ else }}HTTP{{ end }}
{{- end }}

{{- define "millrace.pod" -}}
{{- $secretFiles := mergeOverwrite (deepCopy .root.Values.secretFiles) (deepCopy .set.secretFiles) -}}
{{- $scheme := include "millrace.scheme" . -}}
metadata:
  labels:
    {{- include "millrace.labels" . | nindent 4 }}
    {{- with .root.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # A change of the configuration replaces the pods.
    checksum/config: {{ include "millrace.properties" . | sha256sum }}
    {{- with .root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "millrace.serviceAccount" .root }}
  automountServiceAccountToken: false
  # Variables of a service named millrace-... would be taken for keys of the configuration.
  enableServiceLinks: false
  # Millrace stops in an orderly way within 8 s.
  terminationGracePeriodSeconds: 20
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 0
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
  - name: millrace
    image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    args:
    - {{ .set.command }}
    - {{ .set.path | quote }}
    - --config
    - /etc/millrace/millrace.properties
    {{- if .set.apply }}
    - --apply
    {{- end }}
    env:
    # The pod's ordinal, or its name where it has none: restarts keep their place in the consumer group.
    - name: MILLRACE_INSTANCE_ID
      valueFrom:
        fieldRef:
          fieldPath: {{ if eq .set.command "gateway" }}metadata.name{{ else }}metadata.labels['apps.kubernetes.io/pod-index']{{ end }}
    {{- with concat .root.Values.env .set.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    ports:
    - {name: management, containerPort: 9464}
    {{- if eq .set.command "gateway" }}
    - {name: events, containerPort: 8480}
    {{- end }}
    startupProbe:
      httpGet: {path: /health/live, port: management, scheme: {{ $scheme }}}
      periodSeconds: 2
      failureThreshold: 60
    livenessProbe:
      httpGet: {path: /health/live, port: management, scheme: {{ $scheme }}}
      periodSeconds: 10
      timeoutSeconds: 3
      failureThreshold: 6
    readinessProbe:
      # An ingestion that stands by is never ready; a rolling replacement must not wait for that.
      httpGet: {path: {{ if and (eq .set.command "ingest") (gt (int .set.replicas) 1) }}/health/live{{ else }}/health/ready{{ end }}, port: management, scheme: {{ $scheme }}}
      periodSeconds: 5
      timeoutSeconds: 3
    resources:
      {{- toYaml .set.resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
    volumeMounts:
    - {name: config, mountPath: /etc/millrace/millrace.properties, subPath: millrace.properties, readOnly: true}
    - {name: state, mountPath: /var/lib/millrace}
    - {name: tmp, mountPath: /tmp}
    {{- if $secretFiles }}
    - {name: secrets, mountPath: /etc/millrace/secrets, readOnly: true}
    {{- end }}
  volumes:
  - name: config
    configMap:
      name: {{ include "millrace.fullname" .root }}-{{ .name }}
  # Native parts of RocksDB and the compression libraries are unpacked there.
  - name: tmp
    emptyDir: {sizeLimit: 256Mi}
  {{- if ne .set.command "run" }}
  - name: state
    emptyDir: {sizeLimit: 256Mi}
  {{- end }}
  {{- if $secretFiles }}
  - name: secrets
    projected:
      # The key ring must not be readable by everybody.
      defaultMode: 0440
      sources:
      {{- range $key, $file := $secretFiles }}
      - secret:
          name: {{ $file.secret }}
          items: [{key: {{ $file.key | quote }}, path: {{ $key | quote }}}]
      {{- end }}
  {{- end }}
  {{- with .root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
