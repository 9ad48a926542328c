"""The things that are judged and the judgements: values, statements, articles, rules, findings, the report."""
