// What the Pod Security Standards say of manifests, by the code that the API server runs. Reads YAML documents or JSON
// (objects and Lists) from standard input and prints a JSON array with one entry for each object that has a pod or a
// pod template. The only argument is the version of the standards, such as v1.35 (default: latest).
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/pod-security-admission/admission"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type verdict struct {
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons"`
}

type result struct {
	Kind       string  `json:"kind"`
	Namespace  string  `json:"namespace,omitempty"`
	Name       string  `json:"name"`
	Baseline   verdict `json:"baseline"`
	Restricted verdict `json:"restricted"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "pod-security:", err)
		os.Exit(1)
	}
}

func run() error {
	version := api.LatestVersion()
	if len(os.Args) > 1 {
		var err error
		if version, err = api.ParseVersion(os.Args[1]); err != nil {
			return err
		}
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	results := []result{}
	decoder := yaml.NewYAMLOrJSONDecoder(os.Stdin, 4096)
	for {
		var raw runtime.RawExtension
		if err := decoder.Decode(&raw); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		more, err := evaluate(evaluator, version, raw.Raw)
		if err != nil {
			return err
		}
		results = append(results, more...)
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

func evaluate(evaluator policy.Evaluator, version api.Version, manifest []byte) ([]result, error) {
	if len(manifest) == 0 || string(manifest) == "null" {
		return nil, nil
	}
	object, gvk, err := scheme.Codecs.UniversalDeserializer().Decode(manifest, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		return nil, nil // A custom resource: admission looks for pods in built-in kinds only.
	}
	if err != nil {
		return nil, err
	}
	if list, isList := object.(*corev1.List); isList {
		var results []result
		for _, item := range list.Items {
			more, err := evaluate(evaluator, version, item.Raw)
			if err != nil {
				return nil, err
			}
			results = append(results, more...)
		}
		return results, nil
	}
	podMetadata, podSpec, err := admission.DefaultPodSpecExtractor{}.ExtractPodSpec(object)
	if podSpec == nil || err != nil {
		return nil, nil // Not a kind with a pod: the extractor answers with an error for those that it does not know.
	}
	own, err := meta.Accessor(object)
	if err != nil {
		return nil, err
	}
	judge := func(level api.Level) verdict {
		return judgeAt(evaluator, api.LevelVersion{Level: level, Version: version}, podMetadata, podSpec)
	}
	return []result{{
		Kind:       gvk.Kind,
		Namespace:  own.GetNamespace(),
		Name:       own.GetName(),
		Baseline:   judge(api.LevelBaseline),
		Restricted: judge(api.LevelRestricted),
	}}, nil
}

func judgeAt(evaluator policy.Evaluator, level api.LevelVersion, metadata *metav1.ObjectMeta, spec *corev1.PodSpec) verdict {
	found := verdict{Allowed: true, Reasons: []string{}}
	for _, check := range evaluator.EvaluatePod(level, metadata, spec) {
		if check.Allowed {
			continue
		}
		found.Allowed = false
		reason := check.ForbiddenReason
		if check.ForbiddenDetail != "" {
			reason += " (" + check.ForbiddenDetail + ")"
		}
		found.Reasons = append(found.Reasons, reason)
	}
	return found
}
