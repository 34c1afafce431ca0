"""Writes others.json: networks of other shapes than weights.json, by pytorch-tabnet in float64.

usage: others.py OUT.json   (made with pytorch-tabnet 4.1.0, torch 2.15 on one thread)

Each entry has the members of weights.json, cases.json and train_steps.json. The library takes sqrt(0.5) in float32; here it is
taken in float64, as README.md states the network.
"""
import json
import sys

import numpy as np
import pytorch_tabnet.tab_network as library
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


class Float64Torch:
    def __getattr__(self, name):
        return torch.tensor if name == 'FloatTensor' else getattr(torch, name)


library.torch = Float64Torch()

base = dict(
    input_dim=7, output_dim=2, n_d=3, n_a=2, n_steps=2, gamma=1.3, n_independent=1, n_shared=1, momentum=0.05,
    mask_type='sparsemax', virtual_batch_size=6, lambda_sparse=1e-3, learning_rate=0.02, weight_decay=0.0,
    class_weights=None, clip_norm=1.0,
)
shapes = {
    'entmax, no shared layers, class weights and weight decay':
        dict(mask_type='entmax', n_shared=0, n_independent=2, class_weights=[1.0, 3.5], weight_decay=0.01),
    'no layers of a step of its own, virtual batches of unequal size': dict(n_shared=3, n_independent=0, batch=17),
    'four steps that may not look twice, a strong mask loss, hard clipping':
        dict(gamma=1.0, n_steps=4, lambda_sparse=0.5, clip_norm=0.05),
    'one step, one unit each, a virtual batch larger than the batch':
        dict(n_steps=1, n_d=1, n_a=1, virtual_batch_size=128, momentum=0.6),
}


def tensors(net):
    buffers = [(name, value) for name, value in net.named_buffers() if 'running' in name]
    # The outer initial_bn is made by the library and never used.
    named = [*net.named_parameters(), *buffers]
    return {
        name: dict(shape=list(value.shape), data=value.detach().reshape(-1).tolist())
        for name, value in named
        if name.startswith('tabnet.') and not name.startswith('tabnet.initial_bn')
    }


def record(seed, batch=18, **shape):
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    h = {**base, **shape}
    taken = ('n_d', 'n_a', 'n_steps', 'gamma', 'n_independent', 'n_shared', 'virtual_batch_size', 'momentum', 'mask_type')
    groups = torch.eye(h['input_dim'])
    net = library.TabNet(h['input_dim'], 2, group_attention_matrix=groups, **{key: h[key] for key in taken}).double()
    direction = random.normal(size=h['input_dim'])

    def rows(count):
        x = random.normal(size=(count, h['input_dim']))
        y = (x @ direction + random.normal(size=count) > 0.8).astype(int)
        y[:2] = 0, 1
        return x, y

    weights = None if h['class_weights'] is None else torch.tensor(h['class_weights'])
    adam = torch.optim.Adam(net.parameters(), lr=h['learning_rate'], weight_decay=h['weight_decay'])
    initial, batches, steps = tensors(net), [], []

    def step(x, y):
        logits, m_loss = net(torch.tensor(x))
        entropy = torch.nn.functional.cross_entropy(logits, torch.tensor(y), weight=weights)
        loss = entropy - h['lambda_sparse'] * m_loss
        adam.zero_grad()
        loss.backward()
        gradients = {name: value.grad.reshape(-1).tolist() for name, value in net.named_parameters() if value.grad is not None}
        norm = torch.nn.utils.clip_grad_norm_(net.parameters(), h['clip_norm'])
        adam.step()
        scalars = dict(cross_entropy=entropy.item(), m_loss=m_loss.item(), loss=loss.item(), grad_norm_before_clip=norm.item())
        return dict(logits=logits.tolist(), **scalars), gradients

    for i in range(3):
        x, y = rows(batch)
        batches.append(dict(x=x.tolist(), y=y.tolist()))
        done, gradients = step(x, y)
        steps.append({**done, 'gradients_before_clip': gradients} if i == 0 else done)
    final = tensors(net)
    for _ in range(30):
        step(*rows(batch))
    trained = tensors(net)
    net.eval()
    x, _ = rows(5)
    x = np.concatenate([x, np.zeros((1, h['input_dim'])), x[:1] + 5])
    return dict(
        weights=dict(hyperparameters=h, tensors=trained),
        cases=dict(inputs=x.tolist(), expected=expected(net, torch.tensor(x))),
        train_steps=dict(hyperparameters=h, initial=initial, batches=batches, steps=steps, final=final),
    )


@torch.no_grad()
def expected(net, x):
    encoder = net.tabnet.encoder
    seen = encoder.initial_bn(x)
    prior, attention = torch.ones_like(x), encoder.initial_splitter(seen)[:, encoder.n_d :]
    first, masks, decisions = attention, [], []
    for attend, transform in zip(encoder.att_transformers, encoder.feat_transformers):
        mask = attend(prior, attention)
        prior = (encoder.gamma - mask) * prior
        out = transform(mask * seen)
        decisions.append(torch.relu(out[:, : encoder.n_d]))
        attention = out[:, encoder.n_d :]
        masks.append(mask)
    logits = net(x)[0]
    explained = sum(decision.sum(1, keepdim=True) * mask for decision, mask in zip(decisions, masks))
    return dict(
        logits=logits.tolist(), probs=torch.softmax(logits, 1).tolist(), m_explain=explained.tolist(),
        step_masks=torch.stack(masks, 1).tolist(), steps_output=torch.stack(decisions, 1).tolist(),
        initial_bn=seen.tolist(), att0=first.tolist(),
    )


with open(sys.argv[1], 'w') as out:
    json.dump({name: record(10 + i, **shape) for i, (name, shape) in enumerate(shapes.items())}, out)
    out.write('\n')
