"""Writes boosting.json: XGBoost's exact trees on a small cohort with whole-number and yes-or-no columns, in which splits tie.

usage: boosting.py OUT.json   (made with xgboost 3.2)
"""
import json
import sys

import numpy as np
import xgboost

random = np.random.default_rng(52)
x = random.normal(size=(180, 6)).round(3)
x[:, 0] = np.round(2 * x[:, 0])
x[:, 1] = x[:, 1] > 0
x = x.astype(np.float32).astype(float)
y = (0.6 * x[:, 0] + 1.2 * x[:, 1] - x[:, 3] + random.normal(size=180) > 1.2).astype(int)
training = 126

fits = []
for rounds, depth, rate, penalty, least in ((60, 4, 0.3, 1, 1), (100, 6, 0.1, 5, 1), (40, 3, 0.1, 0, 5), (40, 3, 0.1, 1, 0)):
    model = xgboost.XGBClassifier(
        n_estimators=rounds, max_depth=depth, learning_rate=rate, reg_lambda=penalty, min_child_weight=least,
        tree_method='exact', base_score=0.5,
    ).fit(x[:training], y[:training])
    options = dict(rounds=rounds, depth=depth, learningRate=rate, leastChildWeight=least)
    options['lambda'] = penalty
    fits.append(dict(options=options, test_prob=model.predict_proba(x[training:])[:, 1].tolist()))
with open(sys.argv[1], 'w') as out:
    json.dump(dict(X=x.tolist(), y=y.tolist(), n_train=training, fits=fits), out)
    out.write('\n')
