"""Several laptops' files become one: what each of them wrote, by the recorded history, field by field.

The merged rows are a function of nothing but the set of steps and of which step follows which. So the order of the
files, how often one is merged, and how they are grouped make no difference.
"""
